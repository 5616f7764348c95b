package dev.fieldsync.taskagent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.taskagent.FakeServer.Mood;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** The sync of one agent with a server that misbehaves. */
class SyncIT {

  private static final String[] QUICK = {
    "--fieldsync.agent.probe-interval=100ms",
    "--fieldsync.agent.retry-delay=50ms",
    "--fieldsync.agent.sync-interval=1h",
    "--fieldsync.agent.sync-batch-size=3"
  };

  @TempDir Path folder;
  private FakeServer server;
  private AgentHarness agent;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer();
    agent = new AgentHarness(folder.resolve("tasks.db"), server.url(), QUICK);
  }

  @AfterEach
  void stop() {
    agent.close();
    server.close();
  }

  private void offline(boolean offline) {
    assertThat(agent.send("PUT", "/api/connection", "{\"offline\":" + offline + "}").statusCode())
        .isEqualTo(200);
  }

  private String create(String title) {
    HttpResponse<String> created =
        agent.send("POST", "/api/tasks", "{\"title\":\"" + title + "\"}");
    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    return AgentHarness.json(created).get("id").asString();
  }

  private JsonNode status() {
    return agent.json("/api/sync/status");
  }

  private void awaitSynced() {
    await().until(() -> status().get("sync_queue_size").longValue() == 0);
  }

  private String syncStatus(String id) {
    return agent.json("/api/tasks/" + id).get("sync_status").asString();
  }

  @Test
  void whatIsDoneOfflineGoesOutInOrderAndInBatchesWhenTheConnectionIsBack() {
    offline(true);
    String id = create("One");
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"Two\"}");
    agent.send("PUT", "/api/tasks/" + id, "{\"completed\":true}");
    String gone = create("Gone");
    agent.send("DELETE", "/api/tasks/" + gone, "");
    assertThat(syncStatus(id)).isEqualTo("pending");
    assertThat(status().get("pending_sync_count").longValue()).isEqualTo(5);
    assertThat(status().get("is_online").booleanValue()).isFalse();
    assertThat(agent.send("POST", "/api/sync", "").statusCode()).isEqualTo(503);
    assertThat(server.batches()).isEmpty();

    offline(false);
    awaitSynced();

    assertThat(server.batches())
        .extracting(batch -> batch.get("items").size())
        .containsExactly(3, 2);
    assertThat(server.task(id).get("title").asString()).isEqualTo("Two");
    assertThat(server.task(id).get("completed").booleanValue()).isTrue();
    assertThat(server.task(gone).get("is_deleted").booleanValue()).isTrue();
    assertThat(syncStatus(id)).isEqualTo("synced");
    assertThat(agent.json("/api/tasks/" + id).get("server_id").asString()).isEqualTo("s-" + id);
    await().until(() -> status().get("last_sync_timestamp").isString());
    assertThat(agent.json("/api/status").get("is_online").booleanValue()).isTrue();
  }

  @Test
  void aServerThatSaysOnlyWhatADeviceCannotKnowIsUnderstood() {
    server.beBrief();
    offline(true);
    String id = create("One \\u00e4 \\\" \\u0001");
    offline(false);
    awaitSynced();

    JsonNode here = agent.json("/api/tasks/" + id);
    assertThat(here.get("title").asString()).isEqualTo("One \u00e4 \" \u0001");
    assertThat(here.get("sync_status").asString()).isEqualTo("synced");
    assertThat(here.get("server_id").asString()).isEqualTo("s-" + id);
    assertThat(here.get("version").longValue())
        .isEqualTo(server.task(id).get("version").longValue());
    assertThat(here.get("updated_at")).isEqualTo(server.task(id).get("updated_at"));
    assertThat(here.get("last_synced_at").isString()).isTrue();
    agent.send("PUT", "/api/tasks/" + id, "{\"completed\":true}");
    awaitSynced();
    assertThat(
            server.batches().get(server.batches().size() - 1).at("/items/0/data").propertyNames())
        .containsExactlyInAnyOrder("completed", "updated_at", "version");
    assertThat(server.task(id).get("completed").booleanValue()).isTrue();
  }

  @Test
  void aTaskIsWhatTheServerTookOfItThoughALaterChangeWasRefused() {
    server.beBrief();
    server.mood(Mood.POISON);
    offline(true);
    String id = create("Good");
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"poison\"}");
    String other = create("Other");
    offline(false);
    awaitSynced();
    assertThat(status().get("dead_letter_count").longValue()).isEqualTo(1);
    assertThat(syncStatus(other)).isEqualTo("synced");
    server.mood(Mood.GOOD);

    assertThat(agent.send("DELETE", letter(), "").statusCode()).isEqualTo(204);

    // The pull of the run before may have brought the title already; it is fetched again all the
    // same.
    await().until(() -> syncStatus(id).equals("synced"));
    assertThat(agent.json("/api/tasks/" + id).get("title").asString()).isEqualTo("Good");
  }

  @Test
  void whatIsTakenOfATaskWhoseLaterChangeWasDroppedIsWhatTheTaskIsThen() {
    server.beBrief();
    offline(true);
    String id = create("Good");
    JdbcTemplate file = agent.bean(JdbcTemplate.class);
    file.update("update task set title = 'Dropped', fetch_again = 1 where id = ?", id);

    offline(false);
    awaitSynced();

    assertThat(agent.json("/api/tasks/" + id).get("title").asString()).isEqualTo("Good");
    assertThat(syncStatus(id)).isEqualTo("synced");
  }

  @Test
  void anAnswerThatIsLostAfterTheServerAppliedItCausesNoDuplicate() {
    server.mood(Mood.LOSES_ANSWERS);
    String id = create("Once");
    await().until(() -> server.batches().size() >= 2);
    assertThat(status().get("sync_queue_size").longValue()).isEqualTo(1);

    server.mood(Mood.GOOD);
    awaitSynced();

    assertThat(server.appliedOperations()).isEqualTo(1);
    assertThat(server.task(id).get("version").longValue()).isEqualTo(1);
    assertThat(server.batches())
        .allMatch(batch -> batch.get("items").get(0).get("retry_count").intValue() == 0);
  }

  @Test
  void aServerThatIsAwayOrSomebodyElseCostsNoAttempts() {
    for (Mood mood : List.of(Mood.OUT_OF_ORDER, Mood.SOMEBODY_ELSE)) {
      server.mood(mood);
      String id = create("Patient");
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> refused = agent.send("POST", "/api/sync", "");
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(AgentHarness.json(refused).get("error").asString()).contains("safe");
      }
      assertThat(agent.json("/api/sync/dead-letters").get("items")).isEmpty();
      assertThat(syncStatus(id)).isEqualTo("pending");
      server.mood(Mood.GOOD);
      awaitSynced();
    }
  }

  @Test
  void afterThreeFailedAttemptsAnOperationIsADeadLetterAndCanBeReplayed() {
    server.mood(Mood.ITEM_ERRORS);
    String id = create("Unlucky");
    await()
        .until(
            () -> {
              agent.send("POST", "/api/sync", "");
              return agent.json("/api/sync/dead-letters").get("items").size() == 1;
            });

    JsonNode letter = agent.json("/api/sync/dead-letters").get("items").get(0);
    assertThat(letter.get("retry_count").intValue()).isEqualTo(3);
    assertThat(letter.get("error").asString()).isEqualTo("no");
    assertThat(letter.get("data").get("title").asString()).isEqualTo("Unlucky");
    assertThat(server.batches()).hasSize(3);
    assertThat(syncStatus(id)).isEqualTo("failed");

    server.mood(Mood.GOOD);
    String path = "/api/sync/dead-letters/" + letter.get("id").asString() + "/replay";
    assertThat(agent.send("POST", path, "").statusCode()).isEqualTo(200);
    awaitSynced();
    assertThat(syncStatus(id)).isEqualTo("synced");
    assertThat(agent.send("POST", path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void aChangeThatALaterOneHasOvertakenIsMadeAnewWhenItIsSentAgain() {
    String id = create("First");
    awaitSynced();
    server.mood(Mood.POISON);
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"poison\"}");
    await().until(() -> status().get("dead_letter_count").longValue() == 1);
    JsonNode letter = first(agent.json("/api/sync/dead-letters"));
    agent.send("PUT", "/api/tasks/" + id, "{\"completed\":true}");
    awaitSynced();
    assertThat(agent.json("/api/tasks/" + id).get("title").asString()).isEqualTo("First");
    server.mood(Mood.GOOD);

    agent.send("POST", letter() + "/replay", "");
    awaitSynced();

    assertThat(server.task(id).get("title").asString()).isEqualTo("poison");
    assertThat(server.task(id).get("completed").booleanValue()).isTrue();
    JsonNode sent = server.batches().get(server.batches().size() - 1).at("/items/0");
    assertThat(sent.get("id")).isNotEqualTo(letter.get("id"));
    assertThat(Instant.parse(sent.at("/data/updated_at").asString()))
        .isAfter(Instant.parse(letter.at("/data/updated_at").asString()));
    assertThat(status().get("dead_letter_count").longValue()).isZero();
  }

  @Test
  void aDeadLetterThatIsDroppedLetsTheTaskBeWhatTheServerHas() {
    String id = create("Good");
    awaitSynced();
    server.mood(Mood.POISON);
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"poison\"}");
    await().until(() -> status().get("dead_letter_count").longValue() == 1);
    assertThat(status().get("sync_queue_size").longValue()).isZero();
    server.mood(Mood.GOOD);

    assertThat(agent.send("DELETE", letter(), "").statusCode()).isEqualTo(204);

    await().until(() -> syncStatus(id).equals("synced"));
    assertThat(agent.json("/api/tasks/" + id).get("title").asString()).isEqualTo("Good");
    assertThat(status().get("dead_letter_count").longValue()).isZero();
    String unknown = "/api/sync/dead-letters/" + UUID.randomUUID();
    assertThat(agent.send("DELETE", unknown, "").statusCode()).isEqualTo(404);
  }

  @Test
  void whatWasDroppedIsNotSentByAnyLaterChangeAndWaitsForWhatTheServerHas() {
    String id = create("Good");
    awaitSynced();
    dropOffline(id);
    server.changeByOther(id, "Newer there");
    JsonNode dropped = agent.json("/api/tasks/" + id);
    assertThat(dropped.get("sync_status").asString()).isEqualTo("pending");

    agent.send("PUT", "/api/tasks/" + id, "{}");
    assertThat(status().get("sync_queue_size").longValue()).isZero();
    agent.send("PUT", "/api/tasks/" + id, "{\"completed\":true}");
    offline(false);
    awaitSynced();

    JsonNode sent = server.batches().get(server.batches().size() - 1).at("/items/0/data");
    assertThat(sent.propertyNames())
        .containsExactlyInAnyOrder("completed", "updated_at", "version");
    assertThat(sent.get("version")).isEqualTo(dropped.get("version"));
    assertThat(server.task(id).get("title").asString()).isEqualTo("Newer there");
    JsonNode here = agent.json("/api/tasks/" + id);
    assertThat(here.get("title").asString()).isEqualTo("Newer there");
    assertThat(here.get("completed").booleanValue()).isTrue();
    assertThat(here.get("sync_status").asString()).isEqualTo("synced");
  }

  @Test
  void whatWasDroppedIsAChangeAgainWhenAPersonWantsIt() {
    String id = create("Good");
    awaitSynced();
    dropOffline(id);

    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"poison\"}");
    offline(false);
    awaitSynced();

    assertThat(server.task(id).get("title").asString()).isEqualTo("poison");
    assertThat(syncStatus(id)).isEqualTo("synced");
  }

  @Test
  void aTaskThatIsGoneIsNotMadeAgainWithWhatWasDropped() {
    String id = create("Good");
    awaitSynced();
    dropOffline(id);
    server.forget(id);
    agent.send("PUT", "/api/tasks/" + id, "{\"completed\":true}");

    offline(false);
    await().until(() -> status().get("dead_letter_count").longValue() == 1);

    assertThat(server.task(id)).isNull();
    agent.send("DELETE", letter(), "");
    await().until(() -> agent.get("/api/tasks/" + id).statusCode() == 404);
  }

  /** A change of the title is refused, and given up while there is no connection. */
  private void dropOffline(String id) {
    server.mood(Mood.POISON);
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"poison\"}");
    await().until(() -> status().get("dead_letter_count").longValue() == 1);
    server.mood(Mood.GOOD);
    offline(true);
    assertThat(agent.send("DELETE", letter(), "").statusCode()).isEqualTo(204);
  }

  @Test
  void aTaskThatTheServerNeverHadGoesWithItsDeadLetter() {
    server.mood(Mood.POISON);
    String id = create("poison");
    await().until(() -> status().get("dead_letter_count").longValue() == 1);

    assertThat(agent.send("DELETE", letter(), "").statusCode()).isEqualTo(204);

    assertThat(agent.get("/api/tasks/" + id).statusCode()).isEqualTo(404);
    assertThat(agent.json("/api/tasks")).isEmpty();
  }

  private String letter() {
    JsonNode letters = agent.json("/api/sync/dead-letters").get("items");
    return "/api/sync/dead-letters/" + letters.get(0).get("id").asString();
  }

  @Test
  void whatWaitsIsNoDeadLetterAndCannotBeDropped() {
    offline(true);
    create("Waiting");
    String id = first(agent.json("/api/sync/queue")).get("id").asString();

    assertThat(agent.send("DELETE", "/api/sync/dead-letters/" + id, "").statusCode())
        .isEqualTo(404);
    assertThat(status().get("sync_queue_size").longValue()).isEqualTo(1);
  }

  @Test
  void theQueueIsShownInItsOrderWithAttemptsAndTheLastError() {
    offline(true);
    String id = create("First");
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"Second\"}");
    JsonNode queue = agent.json("/api/sync/queue");
    assertThat(queue.get("total").longValue()).isEqualTo(2);
    assertThat(queue.get("items"))
        .extracting(item -> item.get("data").get("title").asString())
        .containsExactly("First", "Second");
    assertThat(queue.get("items").get(1).get("operation").asString()).isEqualTo("update");
    assertThat(queue.get("items").get(0).get("last_error").isNull()).isTrue();
    assertThat(queue.get("items").get(0).get("next_attempt_at").isNull()).isTrue();

    server.mood(Mood.ITEM_ERRORS);
    offline(false);

    await().until(() -> first(agent.json("/api/sync/queue")).get("retry_count").intValue() > 0);
    JsonNode failed = first(agent.json("/api/sync/queue"));
    assertThat(failed.get("status").asString()).isEqualTo("error");
    assertThat(failed.get("max_attempts").intValue()).isEqualTo(3);
    assertThat(failed.get("last_error").asString()).isEqualTo("no");
    assertThat(failed.get("next_attempt_at").isString()).isTrue();
  }

  private static JsonNode first(JsonNode queue) {
    return queue.get("items").get(0);
  }

  @Test
  void switchingOfflineStopsASyncThatGoesOn() {
    offline(true);
    for (int i = 0; i < 13; i++) {
      create("Task " + i);
    }
    server.answering(
        item -> {
          agent.send("PUT", "/api/connection", "{\"offline\":true}");
          return item;
        });

    offline(false);

    await().until(() -> status().get("offline_wanted").booleanValue());
    await().until(() -> status().get("progress").isNull());
    // Those that were on their way already were heard; no other was sent.
    assertThat(server.batches()).hasSizeBetween(1, 3);
    assertThat(status().get("sync_queue_size").longValue())
        .isEqualTo(13 - 3L * server.batches().size());
    assertThat(status().get("offline_wanted").booleanValue()).isTrue();
  }

  @Test
  void sinceWhenTheServerIsAwayIsSaidAndForgottenWhenItIsBack() {
    server.mood(Mood.OUT_OF_ORDER);
    create("Patient");
    await().until(() -> status().get("away_since").isString());
    String since = status().get("away_since").asString();
    agent.send("POST", "/api/sync", "");
    assertThat(status().get("away_since").asString()).isEqualTo(since);

    server.mood(Mood.GOOD);

    await().until(() -> status().get("is_online").booleanValue());
    assertThat(status().get("away_since").isNull()).isTrue();
  }

  @Test
  void aServerThatHasAnsweredCountsAsThereWhileTheRunGoesOn() {
    server.mood(Mood.OUT_OF_ORDER);
    for (int i = 0; i < 12; i++) {
      create("Task " + i);
    }
    await().until(() -> status().get("away_since").isString());
    List<JsonNode> during = new CopyOnWriteArrayList<>();
    server.answering(
        item -> {
          during.add(status());
          return item;
        });

    server.mood(Mood.GOOD);
    awaitSynced();

    // The fourth batch is sent when the answer to the first has come.
    JsonNode last = during.get(11);
    assertThat(last.get("progress").get("synced_items").longValue()).isBetween(3L, 9L);
    assertThat(last.get("is_online").booleanValue()).isTrue();
    assertThat(last.get("problem").isNull()).isTrue();
    assertThat(last.get("away_since").isNull()).isTrue();
  }

  @Test
  void aPoisonOperationEndsAtOnceAndTheOthersGoOn() {
    server.mood(Mood.POISON);
    offline(true);
    create("before");
    String poison = create("poison");
    create("after");
    offline(false);

    await().until(() -> status().get("pending_sync_count").longValue() == 0);

    assertThat(server.appliedOperations()).isEqualTo(2);
    assertThat(syncStatus(poison)).isEqualTo("failed");
    assertThat(status().get("dead_letter_count").longValue()).isEqualTo(1);
    server.mood(Mood.GOOD);
    agent.send("POST", "/api/sync/dead-letters/replay", "");
    awaitSynced();
    assertThat(server.appliedOperations()).isEqualTo(3);
  }

  @Test
  void aBatchThatIsRefusedWholeIsHalvedUntilTheOneToBlameIsFound() {
    server.mood(Mood.REFUSES_BATCHES);
    offline(true);
    create("one");
    create("poison");
    create("two");
    offline(false);

    await().until(() -> status().get("dead_letter_count").longValue() == 1);

    assertThat(server.appliedOperations()).isEqualTo(2);
  }

  @Test
  void laterChangesOfATaskWaitForAnEarlierOneThatIsTriedAgain() {
    server.mood(Mood.ITEM_ERRORS);
    String id = create("First");
    await().until(() -> !server.batches().isEmpty());
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"Second\"}");
    server.mood(Mood.GOOD);

    awaitSynced();

    assertThat(server.task(id).get("title").asString()).isEqualTo("Second");
    assertThat(server.appliedOperations()).isEqualTo(2);
  }

  @Test
  void otherDevicesChangesComeInAndOwnUnsentWorkIsNotOverwritten() {
    String id = create("Mine");
    awaitSynced();
    offline(true);
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"Edited here\"}");
    for (int i = 0; i < 5; i++) {
      server.changeByOther(null, "Other " + i);
    }
    server.changeByOther(id, "Edited there");
    assertThat(agent.json("/api/tasks")).hasSize(1);
    server.answering(item -> item.put("status", "conflict").put("winner", "client"));

    offline(false);

    await().until(() -> agent.json("/api/tasks").size() == 6);
    assertThat(agent.json("/api/tasks/" + id).get("title").asString()).isEqualTo("Edited here");
    JsonNode conflict = agent.json("/api/sync/conflicts").get("items").get(0);
    assertThat(conflict.get("winner").asString()).isEqualTo("client");
    assertThat(conflict.get("local_data").asString()).contains("Edited here");
  }

  @Test
  void aChangeSendsWhatItChangedAndUndoesNothingThatOthersDidToTheRest() {
    String id = create("Mine");
    awaitSynced();
    offline(true);
    agent.send("PUT", "/api/tasks/" + id, "{\"title\":\"Mine\",\"completed\":true}");
    server.changeByOther(id, "Renamed there");

    offline(false);
    awaitSynced();

    JsonNode sent = server.batches().get(server.batches().size() - 1).at("/items/0/data");
    assertThat(sent.propertyNames())
        .containsExactlyInAnyOrder("completed", "updated_at", "version");
    assertThat(server.task(id).get("title").asString()).isEqualTo("Renamed there");
    await()
        .untilAsserted(
            () -> {
              JsonNode here = agent.json("/api/tasks/" + id);
              assertThat(here.get("title").asString()).isEqualTo("Renamed there");
              assertThat(here.get("completed").booleanValue()).isTrue();
            });
  }

  @Test
  void aChangeThatChangesNothingIsNone() {
    String id = create("Same");
    awaitSynced();
    offline(true);
    JsonNode before = agent.json("/api/tasks/" + id);

    for (String body :
        List.of("{}", "{\"title\":\"Same\",\"description\":null,\"completed\":false}")) {
      HttpResponse<String> answer = agent.send("PUT", "/api/tasks/" + id, body);
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(AgentHarness.json(answer)).isEqualTo(before);
    }

    assertThat(status().get("pending_sync_count").longValue()).isZero();
  }

  @Test
  void aTaskThatTheServerHasNoMoreIsMadeAgainWholeByWhatChangesIt() {
    HttpResponse<String> made =
        agent.send("POST", "/api/tasks", "{\"title\":\"Kept\",\"description\":\"All of it\"}");
    String id = AgentHarness.json(made).get("id").asString();
    awaitSynced();
    offline(true);
    agent.send("PUT", "/api/tasks/" + id, "{\"completed\":true}");
    server.forget(id);

    offline(false);
    awaitSynced();

    assertThat(server.task(id).get("title").asString()).isEqualTo("Kept");
    assertThat(server.task(id).get("description").asString()).isEqualTo("All of it");
    assertThat(server.task(id).get("completed").booleanValue()).isTrue();
    assertThat(agent.json("/api/sync/dead-letters").get("items")).isEmpty();
  }

  @Test
  void aDeviceThatWasAwayTooLongPullsAllAgainAndKeepsItsUnsentWork() {
    String kept = server.changeByOther(null, "Kept");
    String gone = server.changeByOther(null, "Gone");
    agent.send("POST", "/api/sync", "");
    assertThat(agent.json("/api/tasks")).hasSize(2);
    offline(true);
    String unsent = create("Unsent");
    server.forget(gone);
    server.mood(Mood.FORGOT);
    offline(false);
    awaitSynced();
    await()
        .untilAsserted(
            () ->
                assertThat(agent.json("/api/tasks"))
                    .extracting(task -> task.get("id").asString())
                    .containsExactlyInAnyOrder(kept, unsent));
  }

  @Test
  void aRestartFindsEverythingAndSendsWhatWasBeingSent() {
    offline(true);
    String id = create("Kept");
    agent.bean(JdbcTemplate.class).update("update sync_queue set status = 'in-progress'");
    agent.close();

    agent = new AgentHarness(folder.resolve("tasks.db"), server.url(), QUICK);
    assertThat(agent.json("/api/tasks/" + id).get("title").asString()).isEqualTo("Kept");
    assertThat(status().get("offline_wanted").booleanValue()).isTrue();
    offline(false);
    awaitSynced();

    assertThat(server.task(id).get("title").asString()).isEqualTo("Kept");
  }

  @Test
  void aFullDiskIsSaidAndLeavesNothingHalfWritten() {
    offline(true);
    String id = create("Before");
    JdbcTemplate file = agent.bean(JdbcTemplate.class);
    Long pages = file.queryForObject("pragma page_count", Long.class);
    file.execute("pragma max_page_count = " + pages);

    HttpResponse<String> refused = null;
    long queued = status().get("sync_queue_size").longValue();
    for (int i = 0; i < 200 && (refused == null || refused.statusCode() == 201); i++) {
      queued = status().get("sync_queue_size").longValue();
      refused =
          agent.send(
              "POST",
              "/api/tasks",
              "{\"title\":\"t\",\"description\":\"" + "x".repeat(5_000) + "\"}");
    }

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(AgentHarness.json(refused).get("title").asString()).isEqualTo("StorageFull");
    assertThat(AgentHarness.json(refused).get("error").asString()).contains("no room");
    assertThat(status().get("sync_queue_size").longValue()).isEqualTo(queued);
    assertThat(agent.json("/api/tasks")).hasSize((int) queued);
    file.execute("pragma max_page_count = 1000000");
    offline(false);
    awaitSynced();
    assertThat(server.task(id)).isNotNull();
  }
}
