package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Watches a side complete its jobs, every side in the same way: ten milliseconds are the finest
 * that it sees.
 *
 * @param startMs from being told to begin until a job had been begun
 * @param seconds from then until the database had nothing left to do
 */
record Observation(double startMs, double seconds) {

  private static final long INTERVAL_MS = 10;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * Tells a side to begin and watches it to the end.
   *
   * @throws ScenarioFailure when that takes more than ten minutes
   */
  static Observation of(Side side) {
    long told = System.nanoTime();
    side.start();
    while (!side.hasBegun()) {
      pause(side, told);
    }
    long begun = System.nanoTime();
    while (side.unfinished() > 0) {
      pause(side, told);
    }
    return new Observation((begun - told) / 1e6, (System.nanoTime() - begun) / 1e9);
  }

  private static void pause(Side side, long told) {
    if (System.nanoTime() - told > LIMIT.toNanos()) {
      throw new ScenarioFailure(
          "%s has %d jobs left after %d minutes"
              .formatted(side.name().code(), side.unfinished(), LIMIT.toMinutes()));
    }
    try {
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
  }
}
