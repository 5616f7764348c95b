package dev.fieldsync.campaignworker.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RetryDelaysTest {

  @Property
  void delays_grow_stay_bounded_and_honour_what_the_provider_asks(
      @ForAll long seed,
      @ForAll @IntRange(max = 60) int failures,
      @ForAll @IntRange(max = 100_000) int askedSeconds) {
    Duration own = RetryDelays.after(failures, null, new Random(seed));
    Duration asked =
        RetryDelays.after(failures, Duration.ofSeconds(askedSeconds), new Random(seed));

    long middle = Math.min(1_000L << Math.min(failures, 20), 300_000);
    assertThat(own.toMillis()).isBetween(middle / 2, middle * 3 / 2);
    assertThat(asked).isGreaterThanOrEqualTo(own);
    assertThat(asked.toSeconds()).isGreaterThanOrEqualTo(Math.min(askedSeconds, 3_600));
    assertThat(asked).isLessThanOrEqualTo(Duration.ofSeconds(3_601));
  }
}
