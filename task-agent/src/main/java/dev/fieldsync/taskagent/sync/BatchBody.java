package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.queue.QueuedOperation;
import java.time.Instant;
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
    BatchChecksum checksum = new BatchChecksum();
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
      checksum.add(
          operation.id(), operation.taskId(), operation.operation(), operation.createdAt(), data);
    }
    body.put("device_id", deviceId);
    body.put("client_timestamp", now.toString());
    body.put("checksum", checksum.hex());
    return JSON.writeValueAsBytes(body);
  }
}
