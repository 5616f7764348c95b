package dev.fieldsync.updateworker.deadletter;

import dev.fieldsync.shared.kafka.DeadLetterId;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/**
 * A record of a dead-letter topic.
 *
 * @param id follows from the origin
 * @param origin where the record stood first
 * @param kind what could not be done with it
 * @param reason why, for people
 * @param exceptionClass the class of the exception, {@code null} when the record does not say
 * @param replayOf the dead letter whose replay failed again with this one
 * @param parts what can be read of the request in it
 * @param record the record itself
 */
record DeadLetter(
    UUID id,
    Origin origin,
    Kind kind,
    String reason,
    @Nullable String exceptionClass,
    @Nullable UUID replayOf,
    ReadableParts parts,
    ConsumerRecord<String, byte[]> record) {

  private static final int MAX_REASON_LENGTH = 2_000;

  /** What could not be done. */
  enum Kind {
    /** Nobody could tell what the record asks for; no update was decided. */
    UNREADABLE("unreadable"),
    /** The update broke its transaction each time and was decided as failed. */
    UNWRITABLE("unwritable");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Returns the name in the database, in metrics and in logs. */
    String code() {
      return code;
    }
  }

  /** Reads a record; there is none that cannot be read. */
  static DeadLetter read(ConsumerRecord<String, byte[]> record) {
    Headers headers = record.headers();
    Origin origin = Origin.of(record);
    String exceptionClass = text(headers, KafkaHeaders.DLT_EXCEPTION_FQCN);
    String reason = text(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE);
    return new DeadLetter(
        DeadLetterId.of(origin.topic(), origin.partition(), origin.offset(), origin.timestamp()),
        origin,
        // Without a reason too: to replay it unchanged is always safe.
        exceptionClass == null || exceptionClass.equals(UnreadableRecordException.class.getName())
            ? Kind.UNREADABLE
            : Kind.UNWRITABLE,
        reason == null ? "The record does not say why it was put aside." : reason,
        exceptionClass,
        ReadableParts.uuid(text(headers, DeadLetterId.REPLAY_OF_HEADER)),
        ReadableParts.of(record.value()),
        record);
  }

  /** Returns a header as text that PostgreSQL takes. */
  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    if (header == null || header.value() == null) {
      return null;
    }
    String text = new String(header.value(), StandardCharsets.UTF_8).replace('\0', '\uFFFD');
    return text.codePointCount(0, text.length()) > MAX_REASON_LENGTH
        ? text.substring(0, text.offsetByCodePoints(0, MAX_REASON_LENGTH))
        : text;
  }
}
