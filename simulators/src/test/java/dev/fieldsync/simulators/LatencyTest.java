package dev.fieldsync.simulators;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.simulators.traffic.Latency;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencyTest {

  private static final int SAMPLES = 100_000;

  @Test
  void fixed_is_fixed() {
    assertThat(millis(new Latency.Fixed(Duration.ofMillis(7))).distinct()).containsExactly(7L);
  }

  @Test
  void uniform_stays_between_its_bounds() {
    Latency uniform = new Latency.Uniform(Duration.ofMillis(10), Duration.ofMillis(20));

    assertThat(millis(uniform)).allSatisfy(ms -> assertThat(ms).isBetween(10L, 20L));
  }

  @Test
  void exponential_has_its_mean_and_a_bounded_tail() {
    Latency exponential = new Latency.Exponential(Duration.ofSeconds(1));

    assertThat(millis(exponential).average().orElseThrow()).isBetween(980.0, 1_020.0);
    assertThat(millis(exponential).max().orElseThrow()).isLessThanOrEqualTo(10_000);
  }

  private static LongStream millis(Latency latency) {
    SplittableRandom random = new SplittableRandom(1);
    return LongStream.range(0, SAMPLES).map(i -> latency.next(random).toMillis());
  }
}
