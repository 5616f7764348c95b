package dev.fieldsync.simulators.traffic;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long an answer takes. Immutable. */
public sealed interface Latency {

  /** Returns the time until one answer, never negative. */
  Duration next(RandomGenerator random);

  /** Every answer takes as long. */
  record Fixed(Duration delay) implements Latency {
    /** Checks the delay. */
    public Fixed {
      require(!delay.isNegative(), "A latency cannot be negative.");
    }

    @Override
    public Duration next(RandomGenerator random) {
      return delay;
    }
  }

  /** Any time between two bounds, all as likely. */
  record Uniform(Duration from, Duration to) implements Latency {
    /** Checks the bounds. */
    public Uniform {
      require(!from.isNegative() && from.compareTo(to) <= 0, "A latency needs 0 <= from <= to.");
    }

    @Override
    public Duration next(RandomGenerator random) {
      return Duration.ofNanos(random.nextLong(from.toNanos(), to.toNanos() + 1));
    }
  }

  /** Mostly short, sometimes long, never longer than ten times the mean. */
  record Exponential(Duration mean) implements Latency {
    /** Checks the mean. */
    public Exponential {
      require(!mean.isNegative(), "A latency cannot be negative.");
    }

    @Override
    public Duration next(RandomGenerator random) {
      return Duration.ofNanos((long) (mean.toNanos() * Math.min(random.nextExponential(), 10)));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
