package dev.fieldsync.campaignworker.provider;

import java.time.Duration;

/**
 * How many calls of a provider may be open, and for how long.
 *
 * @param maxInFlight calls at once, 1 to 10000; each holds a connection
 * @param connectTimeout until a connection stands, more than zero
 * @param requestTimeout until the whole answer is there, the connecting included, more than zero
 */
public record CallLimits(int maxInFlight, Duration connectTimeout, Duration requestTimeout) {

  /** A thousand calls, 3 s to connect, 15 s in all. */
  public static final CallLimits DEFAULT =
      new CallLimits(1_000, Duration.ofSeconds(3), Duration.ofSeconds(15));

  /** Checks the ranges. */
  public CallLimits {
    if (maxInFlight < 1 || maxInFlight > 10_000) {
      throw new IllegalArgumentException("max-in-flight must be 1 to 10000");
    }
    if (!isPositive(connectTimeout) || !isPositive(requestTimeout)) {
      throw new IllegalArgumentException("connect-timeout and request-timeout must be positive");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }
}
