package dev.fieldsync.scenarios.bench.reads;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads every template once and keeps the answers. */
final class Collect implements Work {

  private final List<UUID> templates;
  private final Map<Integer, UUID> asked = new HashMap<>();
  private final Map<UUID, String> answers = new HashMap<>();
  private int next;

  Collect(List<UUID> templates) {
    this.templates = templates;
  }

  @Override
  public @Nullable ByteBuffer next(int client) {
    if (next == templates.size()) {
      return null;
    }
    UUID template = templates.get(next++);
    asked.put(client, template);
    return Requests.get("/api/templates/" + template);
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    UUID template = asked.get(client);
    if (template == null || answer.status() != 200) {
      return Integer.toString(answer.status());
    }
    answers.put(template, answer.text());
    return null;
  }

  /** Returns what was answered, by template. */
  Map<UUID, String> answers() {
    return answers;
  }
}
