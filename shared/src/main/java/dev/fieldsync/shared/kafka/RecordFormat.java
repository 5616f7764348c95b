package dev.fieldsync.shared.kafka;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.AcknowledgedUpdates;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.TemplateLogRecord;
import dev.fieldsync.shared.update.UpdateProgress;
import dev.fieldsync.shared.update.UpdateRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** Turns records into bytes and back. Thread-safe. */
public final class RecordFormat {

  private static final ClassValue<List<RecordComponent>> REQUIRED =
      new ClassValue<>() {
        @Override
        protected List<RecordComponent> computeValue(Class<?> type) {
          return Arrays.stream(type.getRecordComponents())
              .filter(
                  component -> !component.getAnnotatedType().isAnnotationPresent(Nullable.class))
              // Records that only one package knows travel too.
              .peek(component -> component.getAccessor().setAccessible(true))
              .toList();
        }
      };

  private RecordFormat() {}

  /** Writes a record as JSON. */
  public static byte[] write(Record record) {
    return Json.mapper().writeValueAsBytes(record);
  }

  /**
   * Reads an update request.
   *
   * @throws UnreadableRecordException when it is not one, or one of a form that is newer than this
   *     code
   */
  public static UpdateRequest readUpdateRequest(byte @Nullable [] value) {
    byte[] present = required(value);
    return read(
        present, RecordHead.read(present), 1, UpdateRequest.SCHEMA_VERSION, UpdateRequest.class);
  }

  /**
   * Reads what became of an update out of {@code template-events}.
   *
   * @return empty for a record of another type, which only tells people what is going on
   * @throws UnreadableRecordException when it is not a record of that topic, or one of a form that
   *     is newer than this code
   */
  public static Optional<TemplateEvent> readTemplateEvent(byte @Nullable [] value) {
    byte[] present = required(value);
    RecordHead head = RecordHead.readWithType(present);
    return head.type() == null ? Optional.of(templateEvent(present, head)) : Optional.empty();
  }

  /**
   * Reads out of {@code template-events} what became of an update, or of a run of the background
   * processing.
   *
   * @return empty for a record of another type
   * @throws UnreadableRecordException when it is not a record of that topic, or one of a form that
   *     is newer than this code
   */
  public static Optional<TemplateLogRecord> readTemplateOutcome(byte @Nullable [] value) {
    byte[] present = required(value);
    RecordHead head = RecordHead.readWithType(present);
    String type = head.type();
    return type == null || type.equals(ProcessingOutcome.TYPE)
        ? readTemplateLog(present, head)
        : Optional.empty();
  }

  /**
   * Reads any record of {@code template-events}.
   *
   * @return empty for a type that this code does not know: a newer writer's
   * @throws UnreadableRecordException when it is not a record of that topic, or one of a form that
   *     is newer than this code
   */
  public static Optional<TemplateLogRecord> readTemplateLog(byte @Nullable [] value) {
    byte[] present = required(value);
    return readTemplateLog(present, RecordHead.readWithType(present));
  }

  private static Optional<TemplateLogRecord> readTemplateLog(byte[] value, RecordHead head) {
    String type = head.type();
    if (type == null) {
      return Optional.of(templateEvent(value, head));
    }
    return switch (type) {
      case UpdateProgress.TYPE ->
          Optional.of(read(value, head, 1, UpdateProgress.SCHEMA_VERSION, UpdateProgress.class));
      case AcknowledgedUpdates.TYPE ->
          Optional.of(
              read(value, head, 1, AcknowledgedUpdates.SCHEMA_VERSION, AcknowledgedUpdates.class));
      case ProcessingOutcome.TYPE ->
          Optional.of(
              read(value, head, 1, ProcessingOutcome.SCHEMA_VERSION, ProcessingOutcome.class));
      default -> Optional.empty();
    };
  }

  private static TemplateEvent templateEvent(byte[] value, RecordHead head) {
    return read(value, head, 1, TemplateEvent.SCHEMA_VERSION, TemplateEvent.class);
  }

  /**
   * Reads a record of any type that carries its {@code schemaVersion}.
   *
   * @throws UnreadableRecordException when it is not one, or one of another form
   */
  public static <T extends Record> T read(
      byte @Nullable [] value, int schemaVersion, Class<T> type) {
    byte[] present = required(value);
    return read(present, RecordHead.read(present), schemaVersion, schemaVersion, type);
  }

  private static byte[] required(byte @Nullable [] value) {
    if (value == null) {
      throw new UnreadableRecordException("the record has no value", null);
    }
    return value;
  }

  private static <T extends Record> T read(
      byte[] value, RecordHead head, int oldest, int newest, Class<T> type) {
    if (head.schemaVersion() < oldest || head.schemaVersion() > newest) {
      throw new UnreadableRecordException(
          "schemaVersion is %s, this version of Fieldsync reads up to %d"
              .formatted(head.schemaVersion() < 0 ? "missing" : head.schemaVersion(), newest),
          null);
    }
    try {
      T record = Json.mapper().readValue(value, type);
      requireComplete(record);
      return record;
    } catch (JacksonException e) {
      throw new UnreadableRecordException(e.getOriginalMessage(), e);
    }
  }

  /** A record component that is missing in JSON arrives as null whatever its declared nullness. */
  private static void requireComplete(Record record) {
    for (RecordComponent component : REQUIRED.get(record.getClass())) {
      try {
        if (component.getAccessor().invoke(record) == null) {
          throw new UnreadableRecordException("\"" + component.getName() + "\" is missing", null);
        }
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("Record accessors are accessible", e);
      }
    }
  }
}
