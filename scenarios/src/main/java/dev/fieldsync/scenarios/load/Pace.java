package dev.fieldsync.scenarios.load;

/** When requests are sent. Not thread-safe. */
interface Pace {

  /**
   * Returns when the next request is due, which is also what its answer is timed from; both times
   * are {@link System#nanoTime()}.
   */
  long due(long now);

  /** The next request is being sent. */
  void sent();

  /** Says whether all that was due before the end is sent and counts, however late. */
  boolean drains();
}
