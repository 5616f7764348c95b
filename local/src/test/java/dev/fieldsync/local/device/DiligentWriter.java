package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A person who writes one change after the other, and remembers what the device confirmed. */
final class DiligentWriter {

  private static final String DELETED = "";

  private final Device device;
  private final Random random;
  private final Map<String, String> confirmed = new TreeMap<>();
  private final Set<String> confirmedTitles = new HashSet<>();
  private final AtomicInteger count = new AtomicInteger();
  private int attempts;

  /** The change whose answer the kill took; it may be there or not. */
  private @Nullable String unansweredTask;

  private String unansweredTitle = DELETED;

  DiligentWriter(Device device, Random random) {
    this.device = device;
    this.random = random;
  }

  int confirmed() {
    return count.get();
  }

  /** Writes until the device is gone. */
  void writeUntilItBreaks() {
    try {
      while (true) {
        write();
      }
    } catch (UncheckedIOException gone) {
      // The kill, which this has waited for.
      return;
    }
  }

  private void write() {
    List<String> live = new ArrayList<>();
    confirmed.forEach(
        (id, title) -> {
          if (!title.equals(DELETED)) {
            live.add(id);
          }
        });
    int what = random.nextInt(100);
    boolean isNew = live.size() < 3 || what < 20;
    String id = isNew ? UUID.randomUUID().toString() : live.get(random.nextInt(live.size()));
    boolean isDeletion = !isNew && what >= 85;
    String title = isDeletion ? DELETED : "change " + attempts++;
    unansweredTask = id;
    unansweredTitle = title;
    HttpResponse<String> answer =
        isDeletion
            ? device.send("DELETE", "/api/tasks/" + id, "")
            : device.send(
                isNew ? "POST" : "PUT",
                "/api/tasks" + (isNew ? "" : "/" + id),
                Json.text(Json.parse("{\"title\":\"%s\",\"id\":\"%s\"}".formatted(title, id))));
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    unansweredTask = null;
    confirmed.put(id, title);
    confirmedTitles.add(title);
    count.incrementAndGet();
  }

  /** Compares with what the device has after its restart, and goes on from there. */
  void compare(Map<String, String> there, String told) {
    String open = unansweredTask;
    if (open != null && isThere(there, open)) {
      confirmed.put(open, unansweredTitle);
    }
    unansweredTask = null;
    Map<String, String> expected = new TreeMap<>(confirmed);
    expected.values().removeIf(DELETED::equals);
    assertThat(there).as(told).isEqualTo(expected);
  }

  private boolean isThere(Map<String, String> there, String id) {
    return unansweredTitle.equals(DELETED)
        ? !there.containsKey(id)
        : unansweredTitle.equals(there.get(id));
  }

  /** Compares with what was sent, each operation once, and returns how many these are. */
  int compareSent(List<JsonNode> sent, String told) {
    Map<String, String> idByTitle = new HashMap<>();
    Set<String> deleted = new HashSet<>();
    for (JsonNode item : sent) {
      if (item.get("operation").asString().equals("delete")) {
        assertThat(deleted.add(item.get("task_id").asString()))
            .as(told + ": one deletion of " + item)
            .isTrue();
      } else {
        String title = item.get("data").get("title").asString();
        assertThat(idByTitle.put(title, item.get("id").asString()))
            .as(told + ": one operation for " + title)
            .isNull();
      }
    }
    Set<String> missing = new HashSet<>(confirmedTitles);
    missing.remove(DELETED);
    missing.removeAll(idByTitle.keySet());
    assertThat(missing).as(told + ": confirmed and never sent").isEmpty();
    confirmed.forEach(
        (id, title) -> {
          if (title.equals(DELETED)) {
            assertThat(deleted).as(told + ": the deletion was sent").contains(id);
          }
        });
    return sent.size();
  }
}
