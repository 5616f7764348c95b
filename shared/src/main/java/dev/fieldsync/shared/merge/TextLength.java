package dev.fieldsync.shared.merge;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** About how many characters a value has as text, without writing it; escapes are not counted. */
final class TextLength {

  private TextLength() {}

  /**
   * Measures a value.
   *
   * @param enough where to stop counting: anything larger is only known to be larger
   */
  static long of(@Nullable JsonNode node, long enough) {
    if (node == null) {
      return 0;
    }
    if (node instanceof ObjectNode object) {
      long length = 2;
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        length += 4 + property.getKey().length() + of(property.getValue(), enough - length);
        if (length > enough) {
          return length;
        }
      }
      return length;
    }
    if (node instanceof ArrayNode array) {
      long length = 2;
      for (int i = 0; i < array.size() && length <= enough; i++) {
        length += 1 + of(array.get(i), enough - length);
      }
      return length;
    }
    if (node.isString()) {
      return 2L + node.stringValue().length();
    }
    return node.isNumber() ? node.asString().length() : 5;
  }
}
