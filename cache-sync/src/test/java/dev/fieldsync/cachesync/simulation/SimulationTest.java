package dev.fieldsync.cachesync.simulation;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Splits, loss, duplicates, disorder, crashes with and without memory, clocks an hour off, flipped
 * bytes: afterwards all nodes have the same, and what the reference model says.
 *
 * <p>{@code -Dcachesync.seed=<seed>} runs one seed again.
 */
class SimulationTest {

  private static final int SEEDS = 1_000;
  private static final int MANY_SEEDS = 10_000;

  @Test
  void nodesAreTheSameAndAsTheModelSaysAfterEveryStory() {
    Long one = Long.getLong("cachesync.seed");
    if (one != null) {
      run(one);
    } else {
      for (long seed = 0; seed < SEEDS; seed++) {
        run(seed);
      }
    }
  }

  /** Writes of the outside whose times grow the other way than their numbers. */
  @ParameterizedTest
  @ValueSource(longs = 18_081_960_445_288L)
  void storiesThatOnceEndedBadlyEndWell(long seed) {
    run(seed);
  }

  @Tag("fault")
  @Test
  void nodesAreTheSameAfterManyMoreStories() {
    long first = System.nanoTime();
    for (long seed = first; seed < first + MANY_SEEDS; seed++) {
      run(seed);
    }
  }

  private static void run(long seed) {
    try {
      Story story = new Story(seed);
      story.run();
      story.check();
    } catch (AssertionError | RuntimeException e) {
      throw new AssertionError("Seed " + seed + ": run with -Dcachesync.seed=" + seed, e);
    }
  }
}
