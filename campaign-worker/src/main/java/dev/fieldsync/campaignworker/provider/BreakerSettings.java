package dev.fieldsync.campaignworker.provider;

import java.time.Duration;

/**
 * When a provider that fails is left alone.
 *
 * @param failurePercent opens when this share of the last calls failed transiently, 1 to 100
 * @param window how many calls are looked at, from {@code minimumCalls} to 10000
 * @param minimumCalls opens never before this many calls, from 1 on
 * @param open how long nothing is called then, at least 100 ms
 * @param trialCalls how many calls are let through after that to see whether it works again, 1 to
 *     100
 */
public record BreakerSettings(
    int failurePercent, int window, int minimumCalls, Duration open, int trialCalls) {

  /** Half of the last hundred calls, of at least twenty; ten seconds; five trials. */
  public static final BreakerSettings DEFAULT =
      new BreakerSettings(50, 100, 20, Duration.ofSeconds(10), 5);

  /** Checks the ranges. */
  public BreakerSettings {
    require(failurePercent >= 1 && failurePercent <= 100, "failure-percent must be 1 to 100");
    require(minimumCalls >= 1, "minimum-calls must be at least 1");
    require(window >= minimumCalls && window <= 10_000, "window must be minimum-calls to 10000");
    require(open.toMillis() >= 100, "open must be at least 100ms");
    require(trialCalls >= 1 && trialCalls <= 100, "trial-calls must be 1 to 100");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
