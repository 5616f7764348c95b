package dev.fieldsync.scenarios.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SimulationTest {

  private static final Costs COSTS = new Costs(2, 1, 0.5, 0, 0.5, 0, 1, 1);
  private static final Load LOAD = new Load(20_000, 1_000, 0.8, 50, 0.5);

  @ParameterizedTest
  @EnumSource(Placement.class)
  void every_update_is_served_or_waits_and_the_same_seed_gives_the_same(Placement placement) {
    Layout layout = new Layout(8, 32, 32, placement);
    Outcome one = new Simulation(LOAD, COSTS, 1, 5).run(layout);
    Outcome other = new Simulation(LOAD, COSTS, 1, 5).run(layout);

    assertThat(one.latencyMicros().getTotalCount() + one.waiting()).isEqualTo(one.updates());
    assertThat(one.updates()).isCloseTo(20_000, within(1_000L));
    assertThat(one).isEqualTo(other);
  }

  /** Each update of its own template: 1.5 ms of the database each, 30 of 64 processors. */
  @Test
  void databases_are_as_busy_as_the_arithmetic_says() {
    Load spread = new Load(20_000, 100_000, 0, 100, 0);
    Outcome outcome = new Simulation(spread, COSTS, 1, 1).run(new Layout(8, 64, 8, Placement.HASH));
    assertThat(outcome.averageCell()).isCloseTo(20_000 * 1.5e-3 / 64, within(0.03));
  }

  @Test
  void the_directory_fills_cells_more_evenly_than_a_hash_and_spreading_the_largest_more_so() {
    double hash = hottest(Placement.HASH);
    double directory = hottest(Placement.DIRECTORY);
    double spread = hottest(Placement.DIRECTORY_AND_SPREAD);
    assertThat(directory).isLessThan(hash);
    assertThat(spread).isLessThan(directory);
  }

  private static double hottest(Placement placement) {
    Load few = new Load(20_000, 300, 1, 50, 0.2);
    return new Simulation(few, COSTS, 1, 3).run(new Layout(16, 32, 32, placement)).hottestCell();
  }

  @Test
  void what_waits_together_is_served_together() {
    double[] took = new double[3];
    int[] next = {0};
    Partition partition = new Partition(COSTS, seconds -> took[next[0]++] = seconds);
    partition.arrive(0, 1, 1);
    partition.arrive(0.001, 2, 1);
    partition.arrive(0.002, 2, 1);
    partition.workUntil(1, 1);

    // Alone: 2 + 1 + 0.5 + 0.5 ms. Then both others begin at 4 ms: 2 + 1 + 2 * 0.5 + 2 * 0.5 ms.
    assertThat(Arrays.stream(took).map(each -> Math.round(each * 1e6)).toArray())
        .containsExactly(4_000, 8_000, 7_000);
  }

  @Test
  void ranks_come_up_as_often_as_their_share_says() {
    Zipf zipf = new Zipf(4, 1);
    assertThat(zipf.share(0)).isCloseTo(12.0 / 25, within(1e-9));
    assertThat(zipf.share(3)).isCloseTo(3.0 / 25, within(1e-9));
  }
}
