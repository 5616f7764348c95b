package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.http.Answer;
import dev.fieldsync.scenarios.http.Requests;
import dev.fieldsync.scenarios.load.Work;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Every client reads templates drawn by lot. An answer must be 200 and bring the right one whole.
 */
public final class ReadTemplates implements Work {

  private final Function<UUID, String> path;
  private final String headers;
  private final List<UUID> templates;
  private final int documentBytes;
  private final SplittableRandom random;
  private final int[] template;

  /**
   * Makes it for some templates.
   *
   * @param documentBytes about how large each is
   */
  public ReadTemplates(List<UUID> templates, int documentBytes, int clients, long seed) {
    this(id -> "/api/templates/" + id, "", templates, documentBytes, clients, seed);
  }

  /**
   * Makes it for some templates that are elsewhere.
   *
   * @param path of a template
   * @param headers of every request, each a line with its end
   * @param documentBytes about how large each is
   */
  public ReadTemplates(
      Function<UUID, String> path,
      String headers,
      List<UUID> templates,
      int documentBytes,
      int clients,
      long seed) {
    this.path = path;
    this.headers = headers;
    this.templates = templates;
    this.documentBytes = documentBytes;
    this.random = new SplittableRandom(seed);
    this.template = new int[clients];
  }

  @Override
  public ByteBuffer next(int client) {
    template[client] = random.nextInt(templates.size());
    return Requests.get(path.apply(templates.get(template[client])), headers);
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
