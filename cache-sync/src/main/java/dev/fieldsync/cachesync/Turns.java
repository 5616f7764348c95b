package dev.fieldsync.cachesync;

/**
 * Sees that what comes of work on the loop is sent. Operations that wait already go first, so that
 * many of them go out in one message. On the loop's thread.
 */
final class Turns {

  private final Loop loop;
  private final Runnable flush;
  private boolean flushDue;

  /**
   * Makes it for a loop.
   *
   * @param flush sends what came up since it was last called
   */
  Turns(Loop loop, Runnable flush) {
    this.loop = loop;
    this.flush = flush;
  }

  /** Does something, and has what came of it sent, whatever it throws. */
  void run(Runnable work) {
    try {
      work.run();
    } finally {
      if (!flushDue) {
        flushDue = true;
        loop.run(this::flush);
      }
    }
  }

  private void flush() {
    flushDue = false;
    flush.run();
  }
}
