package dev.fieldsync.updateworker.task;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of tasks, {@code fieldsync.update-worker.tasks}; all need a restart.
 *
 * @param horizon tombstones and the records of operations are kept this long, at least 7 days; a
 *     device that was away for longer begins again with a full pull; default 180 days
 * @param concurrency partitions of {@code task-operations} read at once by one process; default 2
 */
@ConfigurationProperties("fieldsync.update-worker.tasks")
record TaskProperties(@DefaultValue("180d") Duration horizon, @DefaultValue("2") int concurrency) {

  /** As long as operations are kept in Kafka by default: none may be applied again. */
  private static final Duration MIN_HORIZON = Duration.ofDays(7);

  TaskProperties {
    if (horizon.compareTo(MIN_HORIZON) < 0) {
      throw new IllegalArgumentException(
          "fieldsync.update-worker.tasks.horizon must be at least 7d");
    }
  }
}
