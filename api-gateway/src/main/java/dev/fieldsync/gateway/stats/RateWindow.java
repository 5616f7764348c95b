package dev.fieldsync.gateway.stats;

import java.time.Clock;

/** Counts what happens per second over the last minute. Bounded, thread-safe. */
final class RateWindow {

  private static final int SECONDS = 64;

  private final Clock clock;
  private final long[] second = new long[SECONDS];
  private final long[] count = new long[SECONDS];

  RateWindow(Clock clock) {
    this.clock = clock;
  }

  /** Counts one now. */
  synchronized void add() {
    long now = clock.instant().getEpochSecond();
    int slot = (int) Math.floorMod(now, (long) SECONDS);
    if (second[slot] != now) {
      second[slot] = now;
      count[slot] = 0;
    }
    count[slot]++;
  }

  /** Returns how many per second there were in the last full seconds, at most 60. */
  synchronized double perSecond(int seconds) {
    long now = clock.instant().getEpochSecond();
    long sum = 0;
    for (int slot = 0; slot < SECONDS; slot++) {
      if (second[slot] < now && second[slot] >= now - seconds) {
        sum += count[slot];
      }
    }
    return (double) sum / seconds;
  }
}
