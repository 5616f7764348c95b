package dev.fieldsync.updateworker.template;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings of the update-worker, {@code fieldsync.update-worker}; all need a restart.
 *
 * @param maxTemplateLength how many characters of JSON a template may have; default 4194304
 * @param knownContents memory for templates as they were written last, which spares loading them; 0
 *     loads them always; default 32 MB
 * @param history what is kept of the past
 */
@ConfigurationProperties("fieldsync.update-worker")
record WorkerProperties(
    @DefaultValue("4194304") long maxTemplateLength,
    @DefaultValue("32MB") DataSize knownContents,
    @DefaultValue History history) {

  /**
   * What is kept of the past.
   *
   * @param snapshotEvery a revision with a number divisible by this keeps the whole document before
   *     it, from 1 (each) on; more make old versions slower to read, fewer take more room; default
   *     50
   * @param retention revisions and refused updates that are older may be removed, at least 7 days;
   *     unset, the default, keeps all
   */
  record History(@DefaultValue("50") int snapshotEvery, @Nullable Duration retention) {

    /** As long as update requests are kept in Kafka by default: none may be applied again. */
    static final Duration MIN_RETENTION = Duration.ofDays(7);

    History {
      if (snapshotEvery < 1) {
        throw new IllegalArgumentException(
            "fieldsync.update-worker.history.snapshot-every must be at least 1");
      }
      if (retention != null && retention.compareTo(MIN_RETENTION) < 0) {
        throw new IllegalArgumentException(
            "fieldsync.update-worker.history.retention must be at least 7d");
      }
    }
  }
}
