/** How campaigns and jobs are called, and the tones of their badges and bars. */

export const CAMPAIGN_TONES = {
  preparing: "info",
  scheduled: "info",
  running: "info",
  paused: "warns",
  cancelled: "plain",
  done: "good",
  failed: "bad",
};

/** In the order of bars. */
export const JOB_TONES = {
  done: "good",
  ready: "info",
  waiting: "warns",
  dead: "bad",
  cancelled: "plain",
  dropped: "plain",
};

/** `send_email` as people say it. */
export function stepName(step) {
  const words = step.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What may be done with a campaign in this status. */
export const CAN = {
  pause: (status) => status === "running" || status === "scheduled",
  resume: (status) => status === "paused",
  cancel: (status) => ["preparing", "scheduled", "running", "paused"].includes(status),
};
