package dev.fieldsync.campaignworker.job;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** How long a job rests after an attempt that failed; pure but for the randomness that is given. */
final class RetryDelays {

  private static final long FIRST_MS = 1_000;
  private static final long MAX_MS = 300_000;
  private static final long MAX_RETRY_AFTER_MS = 3_600_000;

  private RetryDelays() {}

  /**
   * Returns about 1, 2, 4, ... 300 seconds, give or take a half so that those who failed together
   * do not come back together; longer when the provider asks for it, up to an hour.
   *
   * @param failures how often it had failed before
   */
  static Duration after(int failures, @Nullable Duration retryAfter, RandomGenerator random) {
    long delay = Math.min(FIRST_MS << Math.min(failures, 20), MAX_MS);
    long jittered = delay / 2 + random.nextLong(delay);
    long asked = retryAfter == null ? 0 : Math.min(retryAfter.toMillis(), MAX_RETRY_AFTER_MS);
    return Duration.ofMillis(asked > jittered ? asked + random.nextLong(FIRST_MS) : jittered);
  }
}
