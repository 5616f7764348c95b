package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What devices sent, matched with what people made: each change is one operation, however often it
 * was sent, and nothing else was sent.
 */
final class SentOperations {

  private SentOperations() {}

  /**
   * Returns all that was made, in the order of its first arrival at the server.
   *
   * @param arrivals when each operation arrived first, in order
   */
  static List<Written> match(
      List<Made> made, List<? extends Device> devices, Map<String, Instant> arrivals) {
    Map<String, List<JsonNode>> sent = new HashMap<>();
    devices.forEach(
        device ->
            distinct(device)
                .forEach(
                    item ->
                        sent.computeIfAbsent(
                                device.name() + " " + item.get("task_id").asString(),
                                key -> new ArrayList<>())
                            .add(item)));
    Map<String, Written> byId = new HashMap<>();
    Map<String, Written> byTitle = new HashMap<>();
    Map<String, Integer> next = new HashMap<>();
    for (Made each : made) {
      String key = each.device() + " " + each.taskId();
      int index = next.merge(key, 1, Integer::sum) - 1;
      List<JsonNode> items = sent.getOrDefault(key, List.of());
      assertThat(items).as("sent for " + each).hasSizeGreaterThan(index);
      JsonNode item = items.get(index);
      assertThat(item.get("operation").asString()).as(each.toString()).isEqualTo(each.operation());
      Written written = written(each, item, byTitle.get(each.seenTitle()), arrivals);
      byId.put(written.id(), written);
      if (!written.isDeletion()) {
        byTitle.put(written.title(), written);
      }
    }
    sent.forEach(
        (key, items) -> assertThat(items).as("sent as " + key).hasSize(next.getOrDefault(key, 0)));
    assertThat(arrivals.keySet()).as("what arrived").isEqualTo(byId.keySet());
    return arrivals.keySet().stream().map(byId::get).toList();
  }

  /** Once each, in the order of the first sending. */
  static List<JsonNode> distinct(Device device) {
    Map<String, JsonNode> items = new LinkedHashMap<>();
    for (JsonNode batch : device.network().batches()) {
      for (JsonNode item : batch.get("items")) {
        JsonNode first = items.putIfAbsent(item.get("id").asString(), item);
        if (first != null) {
          assertThat(item.get("data")).as("sent again").isEqualTo(first.get("data"));
          assertThat(item.get("operation")).isEqualTo(first.get("operation"));
        }
      }
    }
    return List.copyOf(items.values());
  }

  private static boolean isDeletion(Made made) {
    return made.operation().equals("delete");
  }

  private static @Nullable Boolean completed(JsonNode data) {
    return data.has("completed") ? data.get("completed").booleanValue() : null;
  }

  private static Written written(
      Made made, JsonNode item, Written basis, Map<String, Instant> arrivals) {
    String id = item.get("id").asString();
    JsonNode data = item.get("data");
    JsonNode version = data.path("version");
    Long sentVersion = version.isIntegralNumber() ? version.longValue() : null;
    boolean sure = Objects.equals(sentVersion, made.seenVersion());
    if (sure) {
      assertThat(data.path("title").asString(made.title()))
          .as(made.toString())
          .isEqualTo(made.title());
    }
    if (sure && sentVersion != null) {
      assertThat(data.has("title")).as(made.toString()).isEqualTo(!isDeletion(made));
      assertThat(data.has("description")).as(made.toString()).isFalse();
      assertThat(completed(data)).as(made.toString()).isEqualTo(made.completed());
    }
    assertThat(arrivals).as("arrival of " + made).containsKey(id);
    return new Written(
        id,
        made.device(),
        made.taskId(),
        made.operation(),
        data.path("title").asString(made.title()),
        completed(data),
        Instant.parse(data.get("updated_at").asString()),
        arrivals.get(id),
        basis,
        sure);
  }
}
