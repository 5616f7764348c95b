package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import dev.fieldsync.shared.json.CanonicalJson;
import dev.fieldsync.shared.json.Json;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** New tasks for a gateway, a batch in each request, as task-agents send them. */
final class OperationBatches implements Work {

  private final int size;

  OperationBatches(int size) {
    this.size = size;
  }

  @Override
  public ByteBuffer next(int client) {
    return Requests.json(
        "POST",
        "/api/sync/batch",
        "X-Actor: warm-up-" + client + "\r\nPrefer: return=minimal\r\n",
        body());
  }

  private String body() {
    String now = Instant.now().toString();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode items = body.putArray("items");
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < size; i++) {
      String id = UUID.randomUUID().toString();
      String task = UUID.randomUUID().toString();
      ObjectNode item = items.addObject();
      item.put("id", id).put("task_id", task).put("operation", "create").put("created_at", now);
      ObjectNode data =
          item.putObject("data")
              .put("completed", false)
              .put("description", AgentDevice.DESCRIPTION)
              .put("title", "Warm-up " + i)
              .put("updated_at", now);
      lines.append(String.join("|", id, task, "create", now, CanonicalJson.of(data))).append('\n');
    }
    body.put("client_timestamp", now).put("checksum", Json.sha256(lines.toString()));
    return body.toString();
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    return answer.status() == 200 ? null : Integer.toString(answer.status());
  }
}
