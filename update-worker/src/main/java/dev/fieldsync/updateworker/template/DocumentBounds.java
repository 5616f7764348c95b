package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.json.StrictJson;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether a document is small and flat enough to be written out. Documents share their parts, so
 * one that fits into memory may be endless as text; the walk stops where the bound is reached.
 */
final class DocumentBounds {

  private long left;

  private DocumentBounds(long maxLength) {
    left = maxLength;
  }

  /** Says whether a document has at most about so many characters and no excessive depth. */
  static boolean keeps(JsonNode document, long maxLength) {
    return new DocumentBounds(maxLength).walk(document, 0);
  }

  private boolean walk(JsonNode node, int depth) {
    if (depth > StrictJson.MAX_DEPTH) {
      return false;
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        if (!take(property.getKey().length() + 3L) || !walk(property.getValue(), depth + 1)) {
          return false;
        }
      }
      return take(2);
    }
    if (node.isArray()) {
      for (JsonNode element : node) {
        if (!take(1) || !walk(element, depth + 1)) {
          return false;
        }
      }
      return take(2);
    }
    return take(node.isString() ? node.stringValue().length() + 2L : 4);
  }

  private boolean take(long length) {
    left -= length;
    return left >= 0;
  }
}
