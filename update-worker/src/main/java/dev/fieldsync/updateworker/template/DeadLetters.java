package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.kafka.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.stereotype.Component;

/**
 * Puts aside what can never succeed, unchanged, with the reason and its origin in the {@code
 * kafka_dlt-*} headers, so that the partition moves on and an operator can look.
 */
@Component
class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** The producer chooses the partition by key: the two topics may differ in their number. */
  private static final int BY_KEY = -1;

  private final DeadLetterPublishingRecoverer recoverer;

  DeadLetters(KafkaTemplate<String, byte[]> kafka, Topics topics) {
    recoverer =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, cause) -> new TopicPartition(topics.templateUpdatesDeadLetters(), BY_KEY));
    recoverer.setFailIfSendResultIsError(true);
    recoverer.setLogRecoveryRecord(false);
  }

  /**
   * Publishes a record to the dead letters and waits until it is there.
   *
   * @throws org.springframework.kafka.KafkaException when Kafka does not take it; nothing is lost
   *     then, the poll is delivered again
   */
  void add(ConsumerRecord<String, byte[]> record, Exception reason) {
    recoverer.accept(record, reason);
    log.atError()
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("key", record.key())
        .addKeyValue("reason", reason.getMessage())
        .log("A record can never be applied; it is in the dead letters and its partition moves on");
  }
}
