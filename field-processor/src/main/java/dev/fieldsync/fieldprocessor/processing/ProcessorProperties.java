package dev.fieldsync.fieldprocessor.processing;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the field-processor, {@code fieldsync.field-processor}; all need a restart.
 *
 * @param concurrency batches worked on at once, 1 to 64; default 2
 * @param batchSize templates claimed at once, 1 to 1000; default 100
 * @param pollInterval how long an idle processor waits before it looks for due work again, at least
 *     10 ms; default 500 ms
 * @param lease how long a claim holds; what a killed processor had is taken over after it, 1 second
 *     to 1 hour; default 15 seconds
 * @param maxAttempts a template whose processing fails this often is left alone until somebody
 *     edits it or asks again, 1 to 20; default 5
 * @param maxTemplateLength how many characters of JSON a template may have with what is derived;
 *     default 4194304
 * @param snapshotEvery a revision with a number divisible by this keeps the whole document before
 *     it, from 1 on; default 50
 */
@ConfigurationProperties("fieldsync.field-processor")
record ProcessorProperties(
    @DefaultValue("2") int concurrency,
    @DefaultValue("100") int batchSize,
    @DefaultValue("500ms") Duration pollInterval,
    @DefaultValue("15s") Duration lease,
    @DefaultValue("5") int maxAttempts,
    @DefaultValue("4194304") long maxTemplateLength,
    @DefaultValue("50") int snapshotEvery) {

  ProcessorProperties {
    require(concurrency >= 1 && concurrency <= 64, "concurrency must be 1 to 64");
    require(batchSize >= 1 && batchSize <= 1_000, "batch-size must be 1 to 1000");
    require(pollInterval.toMillis() >= 10, "poll-interval must be at least 10ms");
    require(
        lease.toMillis() >= 1_000 && lease.compareTo(Duration.ofHours(1)) <= 0,
        "lease must be 1s to 1h");
    require(maxAttempts >= 1 && maxAttempts <= 20, "max-attempts must be 1 to 20");
    require(maxTemplateLength >= 1, "max-template-length must be at least 1");
    require(snapshotEvery >= 1, "snapshot-every must be at least 1");
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException("fieldsync.field-processor." + otherwise);
    }
  }
}
