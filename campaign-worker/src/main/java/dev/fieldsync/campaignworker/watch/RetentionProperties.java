package dev.fieldsync.campaignworker.watch;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How long campaigns are kept after their end, {@code fieldsync.campaign-worker}; needs a restart.
 *
 * @param retention at least 7 days; {@code null} keeps them all
 */
@ConfigurationProperties("fieldsync.campaign-worker")
record RetentionProperties(@Nullable Duration retention) {

  RetentionProperties {
    if (retention != null && retention.toDays() < 7) {
      throw new IllegalArgumentException("fieldsync.campaign-worker.retention must be at least 7d");
    }
  }
}
