package dev.fieldsync.scenarios.bench.growth;

import dev.fieldsync.scenarios.bench.traffic.Documents;
import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Updates one template so often. */
final class Lengthen implements Work {

  private final UUID template;
  private final long versions;
  private long sent;

  Lengthen(UUID template, long versions) {
    this.template = template;
    this.versions = versions;
  }

  @Override
  public @Nullable ByteBuffer next(int client) {
    if (sent == versions) {
      return null;
    }
    sent++;
    return Requests.json(
        "PATCH",
        "/api/templates/" + template,
        Documents.patch(client, "client " + client + " made it longer by " + sent));
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    return answer.status() == 200 ? null : Integer.toString(answer.status());
  }
}
