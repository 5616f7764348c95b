package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.update.RequestBody;
import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskChange;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import dev.fieldsync.shared.task.WriteStamp;
import dev.fieldsync.shared.template.Violation;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a batch. What is wrong with the batch refuses all of it; what is wrong with an item
 * concerns that item alone. Thread-safe.
 */
@Component
class BatchReader {

  private static final List<String> KNOWN =
      List.of("items", "client_timestamp", "checksum", "device_id");

  private static final int MAX_DEVICE_LENGTH = 100;

  private final Clock clock;
  private final TaskProperties properties;

  BatchReader(Clock clock, TaskProperties properties) {
    this.clock = clock;
    this.properties = properties;
  }

  /**
   * Reads a batch.
   *
   * @throws ProblemException when the batch as a whole is not acceptable; nothing was applied then
   */
  List<BatchItem> read(ObjectNode body, TaskOwner owner) {
    RequestBody.requireOnly(KNOWN, body);
    List<ObjectNode> items = items(body);
    List<String> lines = items.stream().map(BatchChecksum::line).toList();
    requireChecksum(body, lines);
    requireTime(body);
    String device = device(body);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<BatchItem> read = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String digest = BatchChecksum.digest(lines.get(i));
      read.add(item(items.get(i), digest, "/items/" + i, owner, device, now));
    }
    return read;
  }

  private List<ObjectNode> items(ObjectNode body) {
    JsonNode items = body.path("items");
    int max = properties.maxBatch();
    if (!items.isArray() || items.isEmpty() || items.size() > max) {
      throw ProblemException.invalid(
          "/items",
          "must be a list of 1 to " + max + " operations",
          "Send items, a list of 1 to "
              + max
              + " operations, in the order in which they happened.");
    }
    List<ObjectNode> objects = new ArrayList<>(items.size());
    for (JsonNode item : items) {
      if (!(item instanceof ObjectNode object)) {
        throw ProblemException.invalid(
            "/items/" + objects.size(),
            "must be an object",
            "Each of the items must be an object.");
      }
      objects.add(object);
    }
    return objects;
  }

  private static void requireChecksum(ObjectNode body, List<String> lines) {
    if (!BatchChecksum.of(lines).equals(body.path("checksum").asString(""))) {
      throw ProblemException.invalid(
          "/checksum",
          "is not that of the items",
          "The checksum does not fit the items: they were changed on the way, or it was computed"
              + " differently. Nothing was applied. It is the lower-case hex SHA-256 over"
              + " id|task_id|operation|created_at|data of each item, data as canonical JSON"
              + " (RFC 8785), each ended by a line feed.");
    }
  }

  private static void requireTime(ObjectNode body) {
    TaskFields fields = new TaskFields(body, "");
    Instant unused = fields.time("client_timestamp");
    if (!fields.violations().isEmpty()) {
      throw ProblemException.invalid(
          "The client_timestamp must be the device's time in ISO 8601.", fields.violations());
    }
  }

  private static @Nullable String device(ObjectNode body) {
    JsonNode device = body.path("device_id");
    if (device.isMissingNode() || device.isNull()) {
      return null;
    }
    if (device.isString()
        && !device.stringValue().isBlank()
        && device.stringValue().length() <= MAX_DEVICE_LENGTH) {
      return device.stringValue();
    }
    throw ProblemException.invalid(
        "/device_id",
        "must be a text of 1 to " + MAX_DEVICE_LENGTH + " characters",
        "The device_id must be a text of 1 to " + MAX_DEVICE_LENGTH + " characters.");
  }

  private BatchItem item(
      ObjectNode item,
      String digest,
      String path,
      TaskOwner owner,
      @Nullable String device,
      Instant now) {
    List<Violation> violations = new ArrayList<>();
    UUID operationId = id(item, "id", path, violations);
    UUID taskId = id(item, "task_id", path, violations);
    Optional<TaskAction> action = TaskAction.of(item.path("operation").asString(""));
    if (action.isEmpty()) {
      violations.add(new Violation(path + "/operation", "must be create, update or delete"));
    }
    TaskFields envelope = new TaskFields(item, path);
    Instant createdAt = envelope.time("created_at");
    if (createdAt == null && envelope.violations().isEmpty()) {
      violations.add(new Violation(path + "/created_at", "is missing"));
    }
    violations.addAll(envelope.violations());
    requireRetryCount(item, path, violations);
    if (!(item.get("data") instanceof ObjectNode data)) {
      violations.add(new Violation(path + "/data", "must be an object with the task's fields"));
      return new BatchItem(item.path("id").asString(""), taskId, null, violations);
    }
    TaskFields fields = new TaskFields(data, path + "/data");
    TaskChange change = fields.change(action.filter(TaskAction.CREATE::equals).isPresent());
    Instant updatedAt = fields.time("updated_at");
    Long version = fields.version();
    violations.addAll(fields.violations());
    if (!violations.isEmpty() || operationId == null || taskId == null || createdAt == null) {
      return new BatchItem(item.path("id").asString(""), taskId, null, violations);
    }
    Instant claimed = updatedAt == null ? createdAt : updatedAt;
    TaskOperation operation =
        new TaskOperation(
            TaskOperation.SCHEMA_VERSION,
            operationId,
            taskId,
            owner.organizationId(),
            owner.person(),
            device,
            action.orElseThrow(),
            change,
            claimed,
            WriteStamp.bounded(claimed, now, properties.clockAhead()),
            version,
            digest,
            now);
    return new BatchItem(item.path("id").asString(""), taskId, operation, List.of());
  }

  private static @Nullable UUID id(
      ObjectNode item, String name, String path, List<Violation> violations) {
    Optional<UUID> id = TemplateIds.parse(item.path(name).asString(""));
    if (id.isEmpty()) {
      violations.add(new Violation(path + "/" + name, "must be a UUID"));
    }
    return id.orElse(null);
  }

  private static void requireRetryCount(ObjectNode item, String path, List<Violation> violations) {
    JsonNode count = item.get("retry_count");
    if (count != null && !(count.isIntegralNumber() && count.asInt(-1) >= 0)) {
      violations.add(
          new Violation(path + "/retry_count", "must be a whole number that is not negative"));
    }
  }
}
