package dev.fieldsync.campaigns.audience;

import dev.fieldsync.shared.json.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One entry of an audience, as it was read. */
public sealed interface AudienceEntry {

  /**
   * Reads an entry from JSON: an address as a string, or an object with {@code email} whose other
   * properties become attributes.
   *
   * @param json an object is changed
   */
  static AudienceEntry of(long line, JsonNode json) {
    if (json.isString()) {
      return new Recipient(line, json.asString(), null);
    }
    if (json instanceof ObjectNode object && object.path("email").isString()) {
      String address = object.remove("email").asString();
      try {
        return new Recipient(line, address, object.isEmpty() ? null : Json.text(object));
      } catch (JacksonException e) {
        return new Unreadable(line, "An attribute cannot be stored: " + e.getOriginalMessage());
      }
    }
    return new Unreadable(line, "The entry is neither a string nor an object with a string email");
  }

  /** Returns the number of the line that it begins on, from 1. */
  long line();

  /**
   * Somebody to write to.
   *
   * @param line the line that it begins on
   * @param address where to, as it was given
   * @param attributes what else is known, a JSON object as text, {@code null} for nothing
   */
  record Recipient(long line, String address, @Nullable String attributes)
      implements AudienceEntry {}

  /**
   * An entry that cannot be read.
   *
   * @param line the line that it begins on
   * @param reason what is wrong with it, for people
   */
  record Unreadable(long line, String reason) implements AudienceEntry {}
}
