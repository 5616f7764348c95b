package dev.fieldsync.scenarios.bench.reads;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts what the gateway answers into the cache of the bare endpoint. */
final class FillCache implements Work {

  private final Iterator<Map.Entry<UUID, String>> templates;

  FillCache(Map<UUID, String> templates) {
    this.templates = templates.entrySet().iterator();
  }

  @Override
  public @Nullable ByteBuffer next(int client) {
    if (!templates.hasNext()) {
      return null;
    }
    Map.Entry<UUID, String> template = templates.next();
    return Requests.json("PUT", "/cached/" + template.getKey(), template.getValue());
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    return answer.status() == 204 ? null : Integer.toString(answer.status());
  }
}
