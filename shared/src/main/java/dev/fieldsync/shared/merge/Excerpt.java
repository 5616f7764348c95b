package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.json.Json;
import tools.jackson.databind.JsonNode;

/** Values and pointers as they appear in messages for people: short. */
final class Excerpt {

  private static final int MAX_LENGTH = 100;

  private Excerpt() {}

  /** Returns the value as JSON; a large object or array only by its size. */
  static String of(JsonNode value) {
    if (value.isContainer() && TextLength.of(value, MAX_LENGTH) > MAX_LENGTH) {
      return value.isArray()
          ? "an array of %d elements".formatted(value.size())
          : "an object of %d properties".formatted(value.size());
    }
    return value.isString() ? '"' + of(value.stringValue()) + '"' : of(Json.text(value));
  }

  /** Cuts long text, never in the middle of a character. */
  static String of(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
    return text.substring(0, end) + "...";
  }
}
