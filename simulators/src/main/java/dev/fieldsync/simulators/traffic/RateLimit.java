package dev.fieldsync.simulators.traffic;

import java.time.Clock;

/** So many calls in a second of the clock. Thread-safe. */
final class RateLimit {

  private final Clock clock;
  private long second;
  private int taken;

  RateLimit(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes one call.
   *
   * @return how many are left in this second, negative when this one was too many
   */
  synchronized int take(int perSecond) {
    long now = clock.instant().getEpochSecond();
    if (now != second) {
      second = now;
      taken = 0;
    }
    if (taken >= perSecond) {
      return -1;
    }
    taken++;
    return perSecond - taken;
  }

  /** Returns when the next second begins, in seconds since 1970. */
  long reset() {
    return clock.instant().getEpochSecond() + 1;
  }
}
