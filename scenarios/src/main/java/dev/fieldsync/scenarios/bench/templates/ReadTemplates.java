package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Every client reads templates drawn by lot. An answer must be 200 and bring the right one whole.
 */
final class ReadTemplates implements Work {

  private final List<UUID> templates;
  private final int documentBytes;
  private final SplittableRandom random;
  private final int[] template;

  ReadTemplates(List<UUID> templates, int documentBytes, int clients, long seed) {
    this.templates = templates;
    this.documentBytes = documentBytes;
    this.random = new SplittableRandom(seed);
    this.template = new int[clients];
  }

  @Override
  public ByteBuffer next(int client) {
    template[client] = random.nextInt(templates.size());
    return Requests.get("/api/templates/" + templates.get(template[client]));
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    if (answer.status() != 200) {
      return Integer.toString(answer.status());
    }
    byte[] id = templates.get(template[client]).toString().getBytes(StandardCharsets.US_ASCII);
    // Labels that were written meanwhile are shorter than the first ones.
    boolean whole = answer.length() > documentBytes / 2 && answer.contains(id);
    return whole ? null : "200 with another body";
  }
}
