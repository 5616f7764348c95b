package dev.fieldsync.cachesync.version;

import java.time.Duration;

/**
 * A hybrid logical clock: never behind what it has seen, close to physical time, and never more
 * than a bound ahead of it. A time is a number, 48 bits of milliseconds since 1970 and 16 of a
 * counter. For one thread.
 *
 * <p>After Kulkarni, Demirbas, Madappa, Avva and Leone, <em>Logical Physical Clocks</em>, 2014.
 */
public final class HybridClock {

  private static final int COUNTER_BITS = 16;

  private final long maxAheadMillis;
  private long last;

  /**
   * Makes a clock.
   *
   * @param maxAhead of physical time; a clock that was set back by more follows it back
   */
  public HybridClock(Duration maxAhead) {
    this.maxAheadMillis = maxAhead.toMillis();
  }

  /** Returns the time that is a number of milliseconds since 1970. */
  public static long at(long millis) {
    return millis << COUNTER_BITS;
  }

  /** Returns the milliseconds since 1970 of a time. */
  public static long millis(long time) {
    return time >> COUNTER_BITS;
  }

  /** Returns a time later than any before, given the physical one in milliseconds. */
  public long next(long nowMillis) {
    if (isTooFarAhead(last, nowMillis)) {
      last = 0;
    }
    last = Math.max(last + 1, at(nowMillis));
    return last;
  }

  /** Follows a time that was seen, unless it is too far ahead. */
  public void follow(long seen, long nowMillis) {
    if (!isTooFarAhead(seen, nowMillis)) {
      last = Math.max(last, seen);
    }
  }

  /** Says whether a time is further ahead of the physical one than is allowed. */
  public boolean isTooFarAhead(long time, long nowMillis) {
    return millis(time) > nowMillis + maxAheadMillis;
  }
}
