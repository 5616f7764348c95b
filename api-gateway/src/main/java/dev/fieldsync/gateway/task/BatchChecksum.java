package dev.fieldsync.gateway.task;

import dev.fieldsync.shared.json.CanonicalJson;
import dev.fieldsync.shared.json.Json;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The checksum of a batch: the lower-case hex SHA-256 over its items in order, each as {@code
 * id|task_id|operation|created_at|} and its {@code data} as canonical JSON (RFC 8785), one per line
 * ended by a line feed.
 */
final class BatchChecksum {

  private BatchChecksum() {}

  static String of(List<ObjectNode> items) {
    StringBuilder lines = new StringBuilder();
    items.forEach(item -> lines.append(line(item)).append('\n'));
    return Json.sha256(lines.toString());
  }

  /** Returns what tells an item from another one under the same id. */
  static String digest(ObjectNode item) {
    return Json.sha256(line(item));
  }

  private static String line(ObjectNode item) {
    JsonNode data = item.get("data");
    return String.join(
        "|",
        text(item, "id"),
        text(item, "task_id"),
        text(item, "operation"),
        text(item, "created_at"),
        data == null || data instanceof MissingNode ? "null" : CanonicalJson.of(data));
  }

  private static String text(ObjectNode item, String name) {
    return item.path(name).asString("");
  }
}
