package dev.fieldsync.local.journey;

import dev.fieldsync.shared.json.CanonicalJson;
import dev.fieldsync.shared.json.Json;
import java.time.Instant;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A batch as a device would send it. */
public final class TaskBatch {

  private final ObjectNode body = JsonNodeFactory.instance.objectNode();
  private final ArrayNode items = body.putArray("items");

  public TaskBatch(String device) {
    body.put("device_id", device);
    body.put("client_timestamp", Instant.now().toString());
  }

  /** Adds an operation and returns its item, to be spoilt. */
  ObjectNode add(UUID operationId, UUID taskId, String operation, Instant updatedAt, String title) {
    ObjectNode item = items.addObject();
    item.put("id", operationId.toString());
    item.put("task_id", taskId.toString());
    item.put("operation", operation);
    item.put("created_at", updatedAt.toString());
    item.put("retry_count", 0);
    ObjectNode data = item.putObject("data");
    data.put("title", title);
    data.put("updated_at", updatedAt.toString());
    return item;
  }

  public TaskBatch with(UUID taskId, String operation, Instant updatedAt, String title) {
    add(UUID.randomUUID(), taskId, operation, updatedAt, title);
    return this;
  }

  /** Returns the body with the checksum of what is in it now. */
  public String sealed() {
    StringBuilder lines = new StringBuilder();
    items.forEach(
        item ->
            lines
                .append(item.path("id").asString(""))
                .append('|')
                .append(item.path("task_id").asString(""))
                .append('|')
                .append(item.path("operation").asString(""))
                .append('|')
                .append(item.path("created_at").asString(""))
                .append('|')
                .append(CanonicalJson.of(item.get("data")))
                .append('\n'));
    return sealedAs(Json.sha256(lines.toString()));
  }

  String sealedAs(String checksum) {
    body.put("checksum", checksum);
    return Json.text(body);
  }
}
