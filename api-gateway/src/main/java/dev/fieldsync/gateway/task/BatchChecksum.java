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

  /** Returns the checksum of a batch of which each item has this line. */
  static String of(List<String> lines) {
    StringBuilder all = new StringBuilder();
    lines.forEach(line -> all.append(line).append('\n'));
    return Json.sha256(all.toString());
  }

  /** Returns what tells the item of this line from another one under the same id. */
  static String digest(String line) {
    return Json.sha256(line);
  }

  /** Returns the line of an item. */
  static String line(ObjectNode item) {
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
