package dev.fieldsync.simulators.traffic;

/** How a call can go wrong. */
public enum Fault {
  /** 503; no work was done. */
  SERVER_ERROR,
  /** 429 or the provider's form of it; no work was done. */
  THROTTLED,
  /** 400; no work was done. */
  REJECTED,
  /** No answer, ever; no work was done. */
  HANG,
  /** The connection is closed; no work was done. */
  DROPPED,
  /** The work was done, the connection is closed instead of answered. */
  ANSWER_LOST,
  /** The work was done, the answer never comes. */
  ANSWER_HANGS,
  /** The answer is right, but the work was done twice in spite of any key. */
  DONE_TWICE
}
