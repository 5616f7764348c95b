package dev.fieldsync.updateworker.deadletter;

import dev.fieldsync.shared.json.Json;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * What a value tells of itself although it could not be read as a whole: a newer form of the
 * request, or JSON that is cut off.
 *
 * @param organizationId whose it is
 * @param templateId the template
 * @param updateId the update
 * @param actor who sent it
 */
record ReadableParts(
    @Nullable String organizationId,
    @Nullable UUID templateId,
    @Nullable UUID updateId,
    @Nullable String actor) {

  /** Longer names would not fit into an index, and nobody has one. */
  private static final int MAX_NAME_LENGTH = 500;

  /** Reads as far as it can. */
  static ReadableParts of(byte @Nullable [] value) {
    Map<String, String> properties = value == null ? Map.of() : scalars(value);
    return new ReadableParts(
        name(properties.get("organizationId")),
        uuid(properties.get("templateId")),
        uuid(properties.get("updateId")),
        name(properties.get("actor")));
  }

  /** Of a property that is there twice the last one counts, as for who applies the request. */
  private static Map<String, String> scalars(byte[] value) {
    Map<String, String> properties = new HashMap<>();
    try (JsonParser parser = Json.mapper().createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return properties;
      }
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = parser.currentName();
        if (parser.nextToken().isScalarValue()) {
          properties.put(name, parser.getString());
        } else {
          properties.remove(name);
          parser.skipChildren();
        }
      }
      return properties;
    } catch (JacksonException e) {
      // Here it breaks off; what came before is what we were after.
      return properties;
    }
  }

  /** Returns the id in a text, {@code null} when it is none. */
  static @Nullable UUID uuid(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      UUID id = UUID.fromString(text);
      return id.toString().equalsIgnoreCase(text) ? id : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** A name that PostgreSQL would keep differently, or not at all, is none. */
  private static @Nullable String name(@Nullable String text) {
    boolean isName =
        text != null
            && !text.isBlank()
            && text.length() <= MAX_NAME_LENGTH
            && text.codePoints()
                .noneMatch(
                    c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    return isName ? text : null;
  }
}
