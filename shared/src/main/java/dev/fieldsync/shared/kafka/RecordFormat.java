package dev.fieldsync.shared.kafka;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

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
    return read(value, UpdateRequest.SCHEMA_VERSION, UpdateRequest.class);
  }

  /**
   * Reads an event.
   *
   * @throws UnreadableRecordException when it is not one, or one of a form that is newer than this
   *     code
   */
  public static TemplateEvent readTemplateEvent(byte @Nullable [] value) {
    return read(value, TemplateEvent.SCHEMA_VERSION, TemplateEvent.class);
  }

  /**
   * Reads a record of any type that carries its {@code schemaVersion}.
   *
   * @throws UnreadableRecordException when it is not one, or one of another form
   */
  public static <T extends Record> T read(
      byte @Nullable [] value, int schemaVersion, Class<T> type) {
    if (value == null) {
      throw new UnreadableRecordException("the record has no value", null);
    }
    try {
      JsonNode tree = Json.mapper().readTree(value);
      int version = tree.path("schemaVersion").asInt(0);
      if (version != schemaVersion) {
        throw new UnreadableRecordException(
            "schemaVersion is %s, this version of Fieldsync reads %d"
                .formatted(tree.path("schemaVersion").toString(), schemaVersion),
            null);
      }
      T record = Json.mapper().treeToValue(tree, type);
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
