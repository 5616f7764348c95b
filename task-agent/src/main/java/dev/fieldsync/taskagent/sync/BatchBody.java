package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.json.CanonicalJson;
import dev.fieldsync.taskagent.queue.QueuedOperation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/**
 * The body of a batch, with its checksum. What an operation carries is in the queue in the form in
 * which it is sent, so nothing of it is read.
 */
final class BatchBody {

  private BatchBody() {}

  static byte[] of(List<QueuedOperation> operations, String deviceId, Instant now) {
    StringBuilder body = new StringBuilder("{\"items\":[");
    BatchChecksum checksum = new BatchChecksum();
    String separator = "";
    for (QueuedOperation operation : operations) {
      body.append(separator);
      write(operation, body);
      checksum.add(
          operation.id(),
          operation.taskId(),
          operation.operation(),
          operation.createdAt(),
          operation.data());
      separator = ",";
    }
    body.append("],\"device_id\":");
    CanonicalJson.quote(deviceId, body);
    body.append(",\"client_timestamp\":");
    CanonicalJson.quote(now.toString(), body);
    body.append(",\"checksum\":");
    CanonicalJson.quote(checksum.hex(), body);
    return body.append('}').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void write(QueuedOperation operation, StringBuilder body) {
    body.append("{\"id\":");
    CanonicalJson.quote(operation.id(), body);
    body.append(",\"task_id\":");
    CanonicalJson.quote(operation.taskId(), body);
    body.append(",\"operation\":");
    CanonicalJson.quote(operation.operation(), body);
    body.append(",\"created_at\":");
    CanonicalJson.quote(operation.createdAt(), body);
    body.append(",\"retry_count\":").append(operation.retryCount());
    body.append(",\"data\":").append(operation.data()).append('}');
  }
}
