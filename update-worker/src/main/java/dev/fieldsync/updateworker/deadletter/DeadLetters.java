package dev.fieldsync.updateworker.deadletter;

import dev.fieldsync.shared.kafka.DeadLetterId;
import dev.fieldsync.shared.kafka.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;
import org.springframework.stereotype.Component;

/**
 * Puts aside what can never succeed, unchanged, with the reason and its origin in the {@code
 * kafka_dlt-*} headers, so that the partition moves on and an operator can look.
 */
@Component
public class DeadLetters {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

  /** The producer chooses the partition by key: the two topics may differ in their number. */
  private static final int BY_KEY = -1;

  private static final int MAX_REASON_LENGTH = 2_000;
  private static final int MAX_STACK_TRACE_LENGTH = 16_000;

  private final DeadLetterPublishingRecoverer recoverer;

  DeadLetters(KafkaTemplate<String, byte[]> kafka) {
    recoverer =
        new DeadLetterPublishingRecoverer(
            kafka,
            (record, cause) ->
                new TopicPartition(record.topic() + Topics.DEAD_LETTER_SUFFIX, BY_KEY));
    recoverer.setFailIfSendResultIsError(true);
    recoverer.setLogRecoveryRecord(false);
    recoverer.setExceptionHeadersCreator(
        (headers, reason, isKey, names) -> addReason(headers, reason, names.getExceptionInfo()));
  }

  /**
   * Publishes a record to the dead letters of its topic and waits until it is there.
   *
   * @return the id by which it is found among the dead letters; the same one each time
   * @throws org.springframework.kafka.KafkaException when Kafka does not take it; nothing is lost
   *     then, the poll is delivered again
   */
  public UUID add(ConsumerRecord<String, byte[]> record, Exception reason) {
    recoverer.accept(record, reason);
    UUID id =
        DeadLetterId.of(record.topic(), record.partition(), record.offset(), record.timestamp());
    log.atError()
        .addKeyValue("deadLetterId", id)
        .addKeyValue("topic", record.topic())
        .addKeyValue("partition", record.partition())
        .addKeyValue("offset", record.offset())
        .addKeyValue("key", record.key())
        .addKeyValue("reason", reason(reason))
        .log("A record can never be applied; it is in the dead letters and its partition moves on");
    return id;
  }

  /**
   * Bounded: a reason may quote the record, and a dead letter that Kafka finds too large would be
   * tried again for ever, and its partition stand still.
   */
  private static void addReason(
      Headers headers,
      Exception reason,
      DeadLetterPublishingRecoverer.HeaderNames.ExceptionInfo names) {
    StringWriter stackTrace = new StringWriter();
    reason.printStackTrace(new PrintWriter(stackTrace));
    add(headers, names.getExceptionFqcn(), reason.getClass().getName());
    add(headers, names.getExceptionMessage(), reason(reason));
    add(
        headers,
        names.getExceptionStacktrace(),
        start(stackTrace.toString(), MAX_STACK_TRACE_LENGTH));
  }

  private static void add(Headers headers, String name, String text) {
    headers.add(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of a failed statement what the database said; Spring puts the whole statement before it. */
  private static String reason(Exception reason) {
    String message =
        reason instanceof DataAccessException failed
            ? failed.getMostSpecificCause().getMessage()
            : reason.getMessage();
    return message == null ? reason.getClass().getSimpleName() : start(message, MAX_REASON_LENGTH);
  }

  private static String start(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length) + "...";
  }
}
