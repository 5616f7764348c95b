const TONES = { applied: "good", pending: "info", conflict: "warns", rejected: "bad", failed: "bad" };

/** The tone of a status; without one it is under way. */
export const toneOf = (status) => TONES[status] ?? "info";
