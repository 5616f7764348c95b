package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.queue.QueuedOperation;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The body of a batch, with its checksum. */
final class BatchBody {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private BatchBody() {}

  static byte[] of(List<QueuedOperation> operations, String deviceId, Instant now) {
    ObjectNode body = JSON.createObjectNode();
    ArrayNode items = body.putArray("items");
    StringBuilder lines = new StringBuilder();
    for (QueuedOperation operation : operations) {
      JsonNode data = JSON.readTree(operation.data());
      items
          .addObject()
          .put("id", operation.id())
          .put("task_id", operation.taskId())
          .put("operation", operation.operation())
          .put("created_at", operation.createdAt())
          .put("retry_count", operation.retryCount())
          .set("data", data);
      lines
          .append(operation.id())
          .append('|')
          .append(operation.taskId())
          .append('|')
          .append(operation.operation())
          .append('|')
          .append(operation.createdAt())
          .append('|')
          .append(CanonicalData.of(data))
          .append('\n');
    }
    body.put("device_id", deviceId);
    body.put("client_timestamp", now.toString());
    body.put("checksum", sha256(lines.toString()));
    return JSON.writeValueAsBytes(body);
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
