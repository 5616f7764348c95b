package dev.fieldsync.scenarios.load;

import java.time.Duration;

/**
 * Runs {@link Work} as people do who wait: every client sends its next request when it has checked
 * the answer to the last. In the calling thread.
 */
public final class ClosedLoop {

  private final int port;
  private final int clients;

  /** Prepares a loop; nothing is connected yet. */
  public ClosedLoop(int port, int clients) {
    this.port = port;
    this.clients = clients;
  }

  /**
   * Runs until every client is done or the time is over; requests under way at that moment are
   * awaited and checked, and count as faults or in nothing.
   *
   * @param atEnd is run when the time is over or all are done, before the last answers are awaited
   * @throws java.io.UncheckedIOException when a connection breaks or the server is stuck
   */
  public LoadResult run(Work work, Duration time, Runnable atEnd) {
    return new LoadRun(port, clients, work, new AtOnce(), System.nanoTime(), time, atEnd).toEnd();
  }

  /** Whoever is idle sends. */
  private static final class AtOnce implements Pace {

    @Override
    public long due(long now) {
      return now;
    }

    @Override
    public void sent() {
      // The next one is due whenever somebody is idle.
    }

    @Override
    public boolean drains() {
      return false;
    }
  }
}
