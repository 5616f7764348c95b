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
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
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

  /** Tells the kinds of records in {@code template-events} apart. */
  private static final String TYPE = "type";

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
    return read(parse(value), 1, UpdateRequest.SCHEMA_VERSION, UpdateRequest.class);
  }

  /**
   * Reads what became of an update out of {@code template-events}.
   *
   * @return empty for a record of another type, which only tells people what is going on
   * @throws UnreadableRecordException when it is not a record of that topic, or one of a form that
   *     is newer than this code
   */
  public static Optional<TemplateEvent> readTemplateEvent(byte @Nullable [] value) {
    JsonNode tree = parse(value);
    return tree.has(TYPE)
        ? Optional.empty()
        : Optional.of(read(tree, 1, TemplateEvent.SCHEMA_VERSION, TemplateEvent.class));
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
    JsonNode tree = parse(value);
    return tree.has(TYPE) && !tree.path(TYPE).asString("").equals(ProcessingOutcome.TYPE)
        ? Optional.empty()
        : readTemplateLog(tree);
  }

  /**
   * Reads any record of {@code template-events}.
   *
   * @return empty for a type that this code does not know: a newer writer's
   * @throws UnreadableRecordException when it is not a record of that topic, or one of a form that
   *     is newer than this code
   */
  public static Optional<TemplateLogRecord> readTemplateLog(byte @Nullable [] value) {
    return readTemplateLog(parse(value));
  }

  private static Optional<TemplateLogRecord> readTemplateLog(JsonNode tree) {
    if (!tree.has(TYPE)) {
      return Optional.of(read(tree, 1, TemplateEvent.SCHEMA_VERSION, TemplateEvent.class));
    }
    return switch (tree.path(TYPE).asString("")) {
      case UpdateProgress.TYPE ->
          Optional.of(read(tree, 1, UpdateProgress.SCHEMA_VERSION, UpdateProgress.class));
      case AcknowledgedUpdates.TYPE ->
          Optional.of(read(tree, 1, AcknowledgedUpdates.SCHEMA_VERSION, AcknowledgedUpdates.class));
      case ProcessingOutcome.TYPE ->
          Optional.of(read(tree, 1, ProcessingOutcome.SCHEMA_VERSION, ProcessingOutcome.class));
      default -> Optional.empty();
    };
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
      requireVersion(schemaVersion(value), schemaVersion, schemaVersion);
      T record = Json.mapper().readValue(value, type);
      requireComplete(record);
      return record;
    } catch (JacksonException e) {
      throw new UnreadableRecordException(e.getOriginalMessage(), e);
    }
  }

  /** The version is the first member of what we write, so that little is read twice. */
  private static String schemaVersion(byte[] value) {
    try (JsonParser parser = Json.mapper().createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return "";
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        if (name.equals("schemaVersion")) {
          return parser.getString();
        }
        parser.skipChildren();
      }
      return "";
    }
  }

  private static void requireVersion(String version, int oldest, int newest) {
    if (!version.matches("[0-9]{1,9}")
        || Integer.parseInt(version) < oldest
        || Integer.parseInt(version) > newest) {
      throw new UnreadableRecordException(
          "schemaVersion is %s, this version of Fieldsync reads up to %d"
              .formatted(version, newest),
          null);
    }
  }

  private static JsonNode parse(byte @Nullable [] value) {
    if (value == null) {
      throw new UnreadableRecordException("the record has no value", null);
    }
    try {
      return Json.mapper().readTree(value);
    } catch (JacksonException e) {
      throw new UnreadableRecordException(e.getOriginalMessage(), e);
    }
  }

  private static <T extends Record> T read(JsonNode tree, int oldest, int newest, Class<T> type) {
    requireVersion(tree.path("schemaVersion").toString(), oldest, newest);
    try {
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
