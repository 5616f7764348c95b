package dev.fieldsync.scenarios.bench.traffic;

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
 * Every client sets the label of its own field, each time to another value and in a template drawn
 * by lot. An answer must be 200 and bring the template with that value.
 */
public final class WriteTemplates implements Work {

  private final List<UUID> templates;
  private final SplittableRandom random;
  private final int[] template;
  private final int[] value;
  private final int[][] sent;
  private final int[][] acknowledged;

  /** Makes it for some templates. */
  public WriteTemplates(List<UUID> templates, int clients, long seed) {
    this.templates = templates;
    this.random = new SplittableRandom(seed);
    this.template = new int[clients];
    this.value = new int[clients];
    this.sent = new int[clients][templates.size()];
    this.acknowledged = new int[clients][templates.size()];
  }

  @Override
  public ByteBuffer next(int client) {
    int drawn = random.nextInt(templates.size());
    template[client] = drawn;
    sent[client][drawn] = ++value[client];
    return Requests.json(
        "PATCH",
        "/api/templates/" + templates.get(drawn),
        Documents.patch(client, label(client, value[client])));
  }

  @Override
  public @Nullable String fault(int client, Answer answer) {
    if (answer.status() != 200) {
      return Integer.toString(answer.status());
    }
    acknowledged[client][template[client]] = value[client];
    byte[] written = ('"' + label(client, value[client]) + '"').getBytes(StandardCharsets.US_ASCII);
    return answer.contains(written) ? null : "200 without the written value";
  }

  /** Returns all templates. */
  public List<UUID> templates() {
    return templates;
  }

  /** Returns how many clients there are. */
  public int clients() {
    return value.length;
  }

  /** Says whether a client was ever told that a value of its in a template is written. */
  public boolean wasAcknowledged(int client, int number) {
    return acknowledged[client][number] > 0;
  }

  /**
   * Says whether what is stored is what must be: the last value whose writing was acknowledged, or
   * a later one that was sent and not acknowledged.
   */
  public boolean isKept(int client, int number, String stored) {
    String prefix = label(client, 0);
    prefix = prefix.substring(0, prefix.length() - 1);
    if (!stored.startsWith(prefix)) {
      return false;
    }
    int kept = Integer.parseInt(stored.substring(prefix.length()));
    return kept >= acknowledged[client][number] && kept <= sent[client][number];
  }

  private static String label(int client, int value) {
    return "client " + client + " wrote " + value;
  }
}
