package dev.fieldsync.scenarios.load;

import java.time.Duration;

/**
 * Runs {@link Work} as many people do who do not know of each other: requests come at a fixed rate,
 * whatever becomes of those before. In the calling thread.
 *
 * <p>An answer is timed from the moment at which its request was due, not from that at which it
 * could be sent: what waits because a slow server holds all connections is slow itself. Otherwise a
 * stall would hide the requests that it kept back ("coordinated omission", Gil Tene, wrk2).
 */
public final class OpenLoop {

  private static final double NANOS_PER_SECOND = 1e9;

  private final int port;
  private final int clients;
  private final double rate;

  /**
   * Prepares a loop; nothing is connected yet.
   *
   * @param clients connections; when all of them await answers, requests wait
   * @param rate requests per second, more than 0
   */
  public OpenLoop(int port, int clients, double rate) {
    if (rate <= 0) {
      throw new IllegalArgumentException("A rate is more than 0, not " + rate);
    }
    this.port = port;
    this.clients = clients;
    this.rate = rate;
  }

  /**
   * Sends all that is due in a time, and awaits and counts every answer.
   *
   * @param atEnd is run when the time is over, before the last requests and answers
   * @throws java.io.UncheckedIOException when a connection breaks or the server is stuck
   */
  public LoadResult run(Work work, Duration time, Runnable atEnd) {
    long begin = System.nanoTime();
    Fixed pace = new Fixed(begin, NANOS_PER_SECOND / rate);
    return new LoadRun(port, clients, work, pace, begin, time, atEnd).toEnd();
  }

  /** One request after the other, the same time apart. */
  private static final class Fixed implements Pace {

    private final long begin;
    private final double apart;
    private long number;

    Fixed(long begin, double apart) {
      this.begin = begin;
      this.apart = apart;
    }

    @Override
    public long due(long now) {
      return begin + (long) (number * apart);
    }

    @Override
    public void sent() {
      number++;
    }

    @Override
    public boolean drains() {
      return true;
    }
  }
}
