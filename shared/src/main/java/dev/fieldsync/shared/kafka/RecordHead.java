package dev.fieldsync.shared.kafka;

import dev.fieldsync.shared.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What says how to read a record, found without reading the rest.
 *
 * @param schemaVersion its form; -1 when it is missing or no whole number
 * @param type its kind where a topic has several; {@code null} when it has none, or was not asked
 *     for
 */
record RecordHead(int schemaVersion, @Nullable String type) {

  private static final String SCHEMA_VERSION = "schemaVersion";
  private static final String TYPE = "type";

  /**
   * Reads the form alone. It is the first member of what we write, so that little is read twice.
   *
   * @throws UnreadableRecordException when this is no JSON
   */
  static RecordHead read(byte[] value) {
    return read(value, false);
  }

  /**
   * Reads the form and the type; where there is none, all members are passed.
   *
   * @throws UnreadableRecordException when this is no JSON
   */
  static RecordHead readWithType(byte[] value) {
    return read(value, true);
  }

  private static RecordHead read(byte[] value, boolean withType) {
    int schemaVersion = -1;
    String type = null;
    try (JsonParser parser = Json.mapper().createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return new RecordHead(schemaVersion, type);
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        JsonToken token = parser.nextToken();
        if (name.equals(SCHEMA_VERSION)) {
          schemaVersion = wholeNumber(parser, token);
        } else if (name.equals(TYPE)) {
          type = token == JsonToken.VALUE_STRING ? parser.getString() : "";
        }
        if (schemaVersion >= 0 && (type != null || !withType)) {
          break;
        }
        parser.skipChildren();
      }
    } catch (JacksonException e) {
      throw new UnreadableRecordException(e.getOriginalMessage(), e);
    }
    return new RecordHead(schemaVersion, type);
  }

  private static int wholeNumber(JsonParser parser, JsonToken token) {
    return token == JsonToken.VALUE_NUMBER_INT
            && parser.getNumberType() == JsonParser.NumberType.INT
        ? parser.getIntValue()
        : -1;
  }
}
