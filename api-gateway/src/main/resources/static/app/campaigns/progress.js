import { span } from "../shared/format.js";

/** How far a campaign is, from `progress` of the API. */

/** How many jobs are in a state, at whichever step. */
export const inState = (progress, state) =>
  progress.counts
    .filter((each) => each.state === state)
    .reduce((sum, each) => sum + each.jobs, 0);

/** Steps per second. */
export const pace = (progress) =>
  progress.stepsPerSecond == null ? "–" : progress.stepsPerSecond.toFixed(1);

/** In how long what can be done now is done, or why that is not to be said. */
export function timeLeft({ status, progress }) {
  if (["done", "cancelled", "failed"].includes(status)) {
    return "over";
  }
  if (status === "paused") {
    return "paused";
  }
  if (inState(progress, "ready") === 0 && inState(progress, "waiting") > 0) {
    return "waits";
  }
  return progress.etaMs == null ? "–" : span(progress.etaMs);
}
