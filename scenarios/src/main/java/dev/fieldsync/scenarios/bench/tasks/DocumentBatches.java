package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** New tasks for a database of a pouchdb-server, a batch in each request. */
final class DocumentBatches implements Work {

  private final String database;
  private final int size;

  DocumentBatches(String database, int size) {
    this.database = database;
    this.size = size;
  }

  @Override
  public ByteBuffer next(int client) {
    String now = Instant.now().toString();
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    ArrayNode documents = body.putArray("docs");
    for (int i = 0; i < size; i++) {
      documents
          .addObject()
          .put("_id", UUID.randomUUID().toString())
          .put("title", "Warm-up " + i)
          .put("description", AgentDevice.DESCRIPTION)
          .put("completed", false)
          .put("created_at", now)
          .put("updated_at", now);
    }
    return Requests.json("POST", "/" + database + "/_bulk_docs", body.toString());
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    return answer.status() == 201 ? null : Integer.toString(answer.status());
  }
}
