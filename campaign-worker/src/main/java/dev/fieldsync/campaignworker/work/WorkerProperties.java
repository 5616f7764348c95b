package dev.fieldsync.campaignworker.work;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a campaign-worker, {@code fieldsync.campaign-worker}; all need a restart.
 *
 * @param node its name for people; default the host's name
 * @param maxInFlight jobs that it has begun and not yet ended, 1 to 10,000; default 1,000
 * @param lease how long it is taken to be alive without saying so, at least 3 seconds; after it its
 *     jobs go to others; default 15 seconds
 * @param pollInterval an idle worker looks for jobs this often, give or take a half, 10 ms to 10
 *     seconds; default 200 ms
 * @param stopPatience what is under way when it stops may take this long to end, 0 to 5 minutes;
 *     default 20 seconds
 */
@ConfigurationProperties("fieldsync.campaign-worker")
record WorkerProperties(
    @DefaultValue("") String node,
    @DefaultValue("1000") int maxInFlight,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("200ms") Duration pollInterval,
    @DefaultValue("20s") Duration stopPatience) {

  WorkerProperties {
    require(maxInFlight >= 1 && maxInFlight <= 10_000, "max-in-flight must be 1 to 10000");
    require(lease.compareTo(Duration.ofSeconds(3)) >= 0, "lease must be at least 3s");
    require(
        pollInterval.toMillis() >= 10 && pollInterval.toMillis() <= 10_000,
        "poll-interval must be 10ms to 10s");
    require(
        !stopPatience.isNegative() && stopPatience.compareTo(Duration.ofMinutes(5)) <= 0,
        "stop-patience must be 0s to 5m");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("fieldsync.campaign-worker." + otherwise);
    }
  }
}
