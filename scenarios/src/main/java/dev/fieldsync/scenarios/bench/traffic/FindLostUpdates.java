package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads every template after a run and looks for acknowledged values that are not there. */
public final class FindLostUpdates implements Work {

  private final WriteTemplates writes;
  private final int[] reads;
  private int next;
  private int lost;

  /** Makes it for what was written. */
  public FindLostUpdates(WriteTemplates writes) {
    this.writes = writes;
    this.reads = new int[writes.clients()];
  }

  @Override
  public @Nullable ByteBuffer next(int client) {
    if (next == writes.templates().size()) {
      return null;
    }
    reads[client] = next++;
    UUID template = writes.templates().get(reads[client]);
    return Requests.get("/api/templates/" + template);
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    if (answer.status() != 200) {
      return Integer.toString(answer.status());
    }
    JsonNode fields = JsonMapper.shared().readTree(answer.text()).path("field_definitions");
    int number = reads[client];
    for (int writer = 0; writer < writes.clients(); writer++) {
      String stored = fields.path(Documents.field(writer)).path("label").asString("");
      if (writes.wasAcknowledged(writer, number) && !writes.isKept(writer, number, stored)) {
        lost++;
      }
    }
    return null;
  }

  /** Returns how many values are not there. */
  public int lost() {
    return lost;
  }
}
