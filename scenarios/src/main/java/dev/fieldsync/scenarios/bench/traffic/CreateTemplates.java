package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates templates with given ids. */
public final class CreateTemplates implements Work {

  private final Iterator<UUID> ids;
  private final int documentBytes;

  /**
   * Makes it for some templates.
   *
   * @param documentBytes about how large each is
   */
  public CreateTemplates(List<UUID> ids, int documentBytes) {
    this.ids = ids.iterator();
    this.documentBytes = documentBytes;
  }

  @Override
  public @Nullable ByteBuffer next(int client) {
    if (!ids.hasNext()) {
      return null;
    }
    UUID id = ids.next();
    return Requests.json(
        "POST", "/api/templates", Documents.template(id, "Benchmark " + id, documentBytes));
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    return answer.status() == 201 ? null : Integer.toString(answer.status());
  }
}
