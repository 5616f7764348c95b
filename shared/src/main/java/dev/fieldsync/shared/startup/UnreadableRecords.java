package dev.fieldsync.shared.startup;

import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Puts records that cannot be read aside into the dead-letter topic beside theirs, unchanged, with
 * the reason and their origin in the {@code kafka_dlt-*} headers, so that the partition moves on
 * and an operator can look. Thread-safe.
 */
public final class UnreadableRecords {

  private static final Logger log = LoggerFactory.getLogger(UnreadableRecords.class);

  /** The producer chooses the partition by key: the two topics may differ in their number. */
  private static final int BY_KEY = -1;

  private final DeadLetterPublishingRecoverer recoverer;

  UnreadableRecords(KafkaOperations<?, ?> kafka) {
    recoverer =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, cause) ->
                new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, BY_KEY));
    recoverer.setFailIfSendResultIsError(true);
    recoverer.setLogRecoveryRecord(false);
  }

  /**
   * Publishes a record to the dead letters and waits until it is there.
   *
   * @throws org.springframework.kafka.KafkaException when Kafka does not take it; nothing is lost
   *     then, the poll is delivered again
   */
  public void add(ConsumerRecord<String, byte[]> record, UnreadableRecordException reason) {
    recoverer.accept(record, reason);
    log.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("key", record.key())
        .addKeyValue("reason", reason.getMessage())
        .log("A record cannot be read; it is in the dead letters and its partition moves on");
  }
}
