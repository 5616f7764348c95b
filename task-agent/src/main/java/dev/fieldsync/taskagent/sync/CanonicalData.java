package dev.fieldsync.taskagent.sync;

import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * The one text of an operation's data, for the checksum: RFC 8785 for what a task has, which is one
 * object of texts, truth values, nulls and whole numbers.
 */
final class CanonicalData {

  private CanonicalData() {}

  static String of(JsonNode data) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    data.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    StringBuilder text = new StringBuilder("{");
    sorted.forEach(
        (name, value) -> {
          text.append(text.length() > 1 ? "," : "");
          quote(name, text);
          text.append(':');
          if (value.isString()) {
            quote(value.stringValue(), text);
          } else if (value.isBoolean() || value.isNull() || value.isIntegralNumber()) {
            text.append(value);
          } else {
            throw new IllegalArgumentException("A task has no such field: " + name);
          }
        });
    return text.append('}').toString();
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
