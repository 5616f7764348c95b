package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.local.journey.ApiClient.Answer;
import dev.fieldsync.shared.json.Json;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The contract of tasks over HTTP with a gateway and two workers behind it. */
class TaskJourneyIT {

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;

  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  private final String[] me = {"X-Actor", "Person " + UUID.randomUUID()};

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    CLUSTER.startWorker();
    CLUSTER.startWorker();
    CLUSTER.awaitTaskAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  private JsonNode send(TaskBatch batch) {
    Answer answer = gateway.post("/api/sync/batch", batch.sealed(), me);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().get("processed_items");
  }

  private JsonNode send(UUID taskId, String operation, Instant at, String title) {
    return send(new TaskBatch(UUID.randomUUID().toString()).with(taskId, operation, at, title))
        .get(0);
  }

  private Answer task(UUID taskId) {
    return gateway.get("/api/tasks/" + taskId, me);
  }

  @Test
  void aTaskIsCreatedReadChangedAndDeleted() {
    Answer created =
        gateway.post("/api/tasks", "{\"title\":\"Roof\",\"description\":\"North\"}", me);
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    String path = created.header("Location");
    assertThat(path).isEqualTo("/api/tasks/" + created.text("id"));
    assertThat(created.text("sync_status")).isEqualTo("synced");
    assertThat(created.text("server_id")).isNotBlank();
    assertThat(created.json().get("is_deleted").booleanValue()).isFalse();

    Answer changed = gateway.put(path, "{\"completed\":true}", me);
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.text("title")).isEqualTo("Roof");
    assertThat(changed.text("description")).isEqualTo("North");
    assertThat(changed.json().get("completed").booleanValue()).isTrue();
    assertThat(gateway.get("/api/tasks", me).json()).containsExactly(changed.json());
    assertThat(gateway.get(path, me).json()).isEqualTo(changed.json());

    assertThat(gateway.delete(path, me).status()).isEqualTo(204);
    assertThat(gateway.get(path, me).status()).isEqualTo(404);
    assertThat(gateway.put(path, "{\"completed\":true}", me).status()).isEqualTo(404);
    assertThat(gateway.delete(path, me).status()).isEqualTo(404);
    assertThat(gateway.get("/api/tasks", me).json()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/csv", "application/yaml", "application/xml"})
  void whatACallerWouldRatherReadChangesNothing(String accept) {
    Answer made =
        gateway.post("/api/tasks", "{\"title\":\"Roof\"}", me[0], me[1], "Accept", accept);

    assertThat(made.status()).isEqualTo(201);
    assertThat(made.json().get("title").asString()).isEqualTo("Roof");
    assertThat(gateway.get("/api/stats", "Accept", accept).status()).isEqualTo(200);
    assertThat(gateway.get("/api/tasks", me[0], me[1], "Accept", accept).json()).hasSize(1);
  }

  @Test
  void devicesAreKnownByWhatTheyHaveSent() {
    UUID taskId = UUID.randomUUID();
    send(new TaskBatch("phone").with(taskId, "create", now.minusSeconds(60), "Roof"));
    send(new TaskBatch("tablet").with(taskId, "update", now.minusSeconds(30), "Cellar"));
    gateway.put("/api/tasks/" + taskId, "{\"completed\":true}", me);

    JsonNode devices = gateway.get("/api/sync/devices", me).json().get("items");

    assertThat(devices)
        .extracting(each -> each.get("device").asString("none"))
        .containsExactly("none", "tablet", "phone");
    assertThat(devices)
        .extracting(each -> each.get("conflicts").intValue())
        .containsExactly(0, 1, 0);
    assertThat(gateway.get("/api/sync/devices", "X-Actor", "Somebody else").json().get("items"))
        .isEmpty();
  }

  @Test
  void aTaskThatIsSentBackAsItWasReadIsTaken() {
    JsonNode task = gateway.post("/api/tasks", "{\"title\":\"Roof\"}", me).json();

    Answer changed = gateway.put("/api/tasks/" + task.get("id").asString(), Json.text(task), me);

    assertThat(changed.status()).as(changed.response().body()).isEqualTo(200);
  }

  @Test
  void errorsHaveTheFieldsThatClientsOfTasksRead() {
    for (Answer answer :
        List.of(
            gateway.get("/api/tasks/" + UUID.randomUUID(), me),
            gateway.get("/api/tasks/nonsense", me),
            gateway.post("/api/tasks", "{", me),
            gateway.post("/api/tasks", "{\"title\":\" \"}", me),
            gateway.get("/api/sync/changes?since=x", me),
            gateway.patch("/api/tasks", "{}", me),
            gateway.get("/api/tasks", "Authorization", "Bearer none"))) {
      assertThat(answer.status()).isBetween(400, 499);
      assertThat(answer.text("error")).isEqualTo(answer.text("detail")).isNotBlank();
      assertThat(answer.text("path")).startsWith("/api/");
      assertThat(Instant.parse(answer.text("timestamp"))).isAfter(now);
      assertThat(answer.text("title")).isNotBlank();
    }
    assertThat(gateway.get("/api/templates/none", me).json().has("path")).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};/title",
        "{\"title\":7};/title",
        "{\"title\":null};/title",
        "{\"title\":\"t\",\"description\":1};/description",
        "{\"title\":\"t\",\"completed\":\"yes\"};/completed",
        "{\"title\":\"t\",\"created_at\":\"yesterday\"};/created_at",
        "{\"title\":\"t\",\"updated_at\":\"1969-01-01T00:00:00Z\"};/updated_at",
        "{\"title\":\"t\",\"version\":\"1\"};/version",
        "{\"title\":\"t\",\"id\":\"1\"};/id",
        "{\"title\":\"t\",\"colour\":\"red\"};/colour",
        "{\"title\":\"t\",\"is_deleted\":true};/is_deleted",
      })
  void whatIsWrongWithAFieldIsSaid(String body, String path) {
    Answer answer = gateway.post("/api/tasks", body, me);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().get("errors").get(0).get("path").asString()).isEqualTo(path);
  }

  @Test
  void aResentCreateIsTheSameTask() {
    String[] headers = {me[0], me[1], "Idempotency-Key", UUID.randomUUID().toString()};
    Answer first = gateway.post("/api/tasks", "{\"title\":\"Once\"}", headers);
    Answer second = gateway.post("/api/tasks", "{\"title\":\"Once\"}", headers);
    Answer other = gateway.post("/api/tasks", "{\"title\":\"Twice\"}", headers);

    assertThat(second.json()).isEqualTo(first.json());
    assertThat(other.status()).isEqualTo(422);
    assertThat(gateway.get("/api/tasks", me).json()).hasSize(1);
  }

  @Test
  void nobodyElseSeesATask() {
    String path = gateway.post("/api/tasks", "{\"title\":\"Mine\"}", me).header("Location");

    assertThat(gateway.get(path, "X-Actor", "Somebody").status()).isEqualTo(404);
    assertThat(gateway.put(path, "{\"title\":\"x\"}", "X-Actor", "Somebody").status())
        .isEqualTo(404);
    assertThat(gateway.get("/api/tasks", "X-Actor", "Somebody").json()).isEmpty();
    assertThat(gateway.get("/api/sync/changes", "X-Actor", "Somebody").json().get("changes"))
        .isEmpty();
  }

  @Test
  void aBatchIsAppliedInOrderAndResendingItChangesNothing() {
    UUID task = UUID.randomUUID();
    TaskBatch batch =
        new TaskBatch("phone")
            .with(task, "create", now, "One")
            .with(task, "update", now.plusMillis(1), "Two")
            .with(task, "update", now.plusMillis(2), "Three");

    JsonNode first = send(batch);
    JsonNode again = send(batch);

    assertThat(again).isEqualTo(first);
    assertThat(first).allMatch(item -> item.get("status").asString().equals("success"));
    assertThat(first.get(0).get("resolved_data").get("title").asString()).isEqualTo("Three");
    assertThat(task(task).json().get("version").longValue()).isEqualTo(3);
  }

  private JsonNode sendBriefly(TaskBatch batch) {
    Answer answer =
        gateway.post("/api/sync/batch", batch.sealed(), me[0], me[1], "Prefer", "return=minimal");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.header("Preference-Applied")).isEqualTo("return=minimal");
    return answer.json().get("processed_items");
  }

  private static TaskBatch whole(UUID operationId, UUID task, Instant at, String title) {
    TaskBatch batch = new TaskBatch("phone");
    ObjectNode data = (ObjectNode) batch.add(operationId, task, "create", at, title).get("data");
    data.put("description", "North").put("completed", true).put("created_at", at.toString());
    return batch;
  }

  @Test
  void whoPrefersItIsToldNothingOfATaskThatIsAsTheyHaveSaid() {
    UUID operation = UUID.randomUUID();
    UUID task = UUID.randomUUID();
    TaskBatch batch = whole(operation, task, now, "Roof \u00e4 \ud83c\udfe0");

    JsonNode item = sendBriefly(batch).get(0);
    JsonNode again = sendBriefly(batch).get(0);

    JsonNode stored = task(task).json();
    assertThat(item.get("status").asString()).isEqualTo("success");
    assertThat(item.get("resolved_data").isNull()).isTrue();
    assertThat(item.get("server_id")).isEqualTo(stored.get("server_id"));
    assertThat(item.get("version")).isEqualTo(stored.get("version"));
    assertThat(item.has("updated_at")).isFalse();
    Instant wild = Instant.parse("2199-01-01T00:00:00Z");
    UUID ahead = UUID.randomUUID();
    JsonNode bounded = sendBriefly(whole(UUID.randomUUID(), ahead, wild, "Wild")).get(0);
    assertThat(bounded.get("updated_at")).isEqualTo(task(ahead).json().get("updated_at"));
    assertThat(again).isEqualTo(item);
    assertThat(stored.get("title").asString()).isEqualTo("Roof \u00e4 \ud83c\udfe0");
    assertThat(stored.get("description").asString()).isEqualTo("North");
    assertThat(stored.get("completed").booleanValue()).isTrue();
    assertThat(stored.get("created_at").asString()).isEqualTo(now.toString());
    assertThat(send(batch).get(0).get("resolved_data")).isEqualTo(stored);

    send(task, "update", now.plusSeconds(1), "Cellar");
    assertThat(sendBriefly(batch).get(0).at("/resolved_data/title").asString()).isEqualTo("Cellar");
  }

  @Test
  void whoPrefersItIsToldOfATaskThatIsNotAllAsTheyHaveSaid() {
    UUID task = UUID.randomUUID();
    send(task, "create", now.minusSeconds(9), "Made by another");

    JsonNode made = sendBriefly(whole(UUID.randomUUID(), task, now, "Roof")).get(0);
    JsonNode changed =
        sendBriefly(new TaskBatch("phone").with(task, "update", now.plusSeconds(1), "Part")).get(0);
    JsonNode deleted =
        sendBriefly(new TaskBatch("phone").with(task, "delete", now.plusSeconds(2), "Gone")).get(0);

    assertThat(made.get("status").asString()).isEqualTo("conflict");
    assertThat(made.at("/resolved_data/created_at").asString())
        .isEqualTo(now.minusSeconds(9).toString());
    assertThat(changed.at("/resolved_data/description").asString()).isEqualTo("North");
    assertThat(deleted.at("/resolved_data/is_deleted").booleanValue()).isTrue();
  }

  @Test
  void aWrongChecksumAppliesNothing() {
    UUID task = UUID.randomUUID();
    TaskBatch batch = new TaskBatch("phone").with(task, "create", now, "One");

    Answer answer = gateway.post("/api/sync/batch", batch.sealedAs("0".repeat(64)), me);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("error")).contains("checksum");
    assertThat(task(task).status()).isEqualTo(404);
  }

  @Test
  void aBadItemConcernsItselfAlone() {
    UUID good = UUID.randomUUID();
    TaskBatch batch = new TaskBatch("phone");
    batch.add(UUID.randomUUID(), UUID.randomUUID(), "create", now, "");
    batch.add(UUID.randomUUID(), UUID.randomUUID(), "paint", now, "t").putNull("data");
    ObjectNode unknown = batch.add(UUID.randomUUID(), UUID.randomUUID(), "update", now, "t");
    ((ObjectNode) unknown.get("data")).remove("title");
    batch.with(good, "create", now, "Good");

    JsonNode items = send(batch);

    assertThat(items.get(0).get("error").asString()).startsWith("data/title must be");
    assertThat(items.get(1).get("error").asString()).contains("operation must be").contains("data");
    assertThat(items.get(2).get("error").asString()).contains("no task");
    assertThat(items.get(2).get("error_code").asString()).isEqualTo("TaskNotFound");
    assertThat(items.get(2).get("retryable").booleanValue()).isFalse();
    assertThat(items.get(3).get("status").asString()).isEqualTo("success");
    assertThat(task(good).text("title")).isEqualTo("Good");
  }

  @Test
  void theLaterChangeWinsInWhateverOrderTheyArrive() {
    UUID task = UUID.randomUUID();
    send(task, "create", now, "Created");
    JsonNode later = send(task, "update", now.plusSeconds(2), "Later");
    JsonNode earlier = send(task, "update", now.plusSeconds(1), "Earlier");

    assertThat(later.get("status").asString()).isEqualTo("conflict");
    assertThat(later.get("winner").asString()).isEqualTo("client");
    assertThat(later.get("server_data").get("title").asString()).isEqualTo("Created");
    assertThat(earlier.get("winner").asString()).isEqualTo("server");
    assertThat(earlier.get("server_data").get("title").asString()).isEqualTo("Later");
    assertThat(earlier.get("resolved_data").get("title").asString()).isEqualTo("Later");
    JsonNode conflicts = gateway.get("/api/sync/conflicts?limit=1", me).json();
    assertThat(conflicts.get("items").get(0).get("incoming").get("title").asString())
        .isEqualTo("Earlier");
    assertThat(conflicts.get("items").get(0).get("stored").get("title").asString())
        .isEqualTo("Later");
    String cursor = conflicts.get("nextCursor").asString();
    JsonNode older = gateway.get("/api/sync/conflicts?limit=1&cursor=" + cursor, me).json();
    assertThat(older.get("items").get(0).get("winner").asString()).isEqualTo("incoming");
    assertThat(older.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void atTheSameTimeDeleteBeatsUpdateBeatsCreate() {
    UUID task = UUID.randomUUID();
    send(task, "update", now, "Updated");
    send(task, "create", now, "Created");
    assertThat(task(task).text("title")).isEqualTo("Updated");

    send(task, "delete", now, "Gone");
    send(task, "update", now, "Updated again");
    assertThat(task(task).status()).isEqualTo(404);
  }

  @Test
  void aClockThatRunsWildDoesNotWinForEver() {
    UUID task = UUID.randomUUID();
    JsonNode wild = send(task, "create", Instant.parse("2199-01-01T00:00:00Z"), "Wild");

    Instant counted = Instant.parse(wild.get("resolved_data").get("updated_at").asString());
    assertThat(counted).isBefore(Instant.now().plusSeconds(61));
    assertThat(gateway.put("/api/tasks/" + task, "{\"title\":\"Tame\"}", me).status())
        .isEqualTo(200);
    assertThat(task(task).text("title")).isEqualTo("Tame");
  }

  @Test
  void otherDevicesPullWhatChangedInPagesAndDeletionsToo() {
    UUID kept = UUID.randomUUID();
    UUID gone = UUID.randomUUID();
    send(kept, "create", now, "Kept");
    send(gone, "create", now, "Gone");
    JsonNode first = gateway.get("/api/sync/changes?limit=1", me).json();
    assertThat(first.get("has_more").booleanValue()).isTrue();
    String checkpoint = first.get("checkpoint").asString();
    send(gone, "delete", now.plusSeconds(1), "Gone");

    JsonNode rest = gateway.get("/api/sync/changes?since=" + checkpoint, me).json();

    assertThat(rest.get("has_more").booleanValue()).isFalse();
    assertThat(rest.get("changes")).hasSize(1);
    assertThat(rest.get("changes").get(0).get("is_deleted").booleanValue()).isTrue();
    String end = rest.get("checkpoint").asString();
    JsonNode nothing = gateway.get("/api/sync/changes?since=" + end, me).json();
    assertThat(nothing.get("changes")).isEmpty();
    assertThat(nothing.get("checkpoint").asString()).isEqualTo(end);
  }

  @Test
  void aDeviceThatMissedForgottenDeletionsIsToldToBeginAgain() {
    UUID task = UUID.randomUUID();
    send(task, "create", now, "Gone");
    String old = gateway.get("/api/sync/changes", me).json().get("checkpoint").asString();
    send(task, "delete", now.plusSeconds(1), "Gone");
    JdbcTemplate database = new JdbcTemplate(CLUSTER.workspace().dataSource());
    database.update(
        """
        with gone as (delete from fieldsync.task where id = ? returning *)
        update fieldsync.task_scope s set horizon = gone.version from gone where s.owner = gone.owner
        """,
        task);

    assertThat(gateway.get("/api/sync/changes?since=" + old, me).status()).isEqualTo(410);
    String fresh = gateway.get("/api/sync/changes", me).json().get("checkpoint").asString();
    assertThat(gateway.get("/api/sync/changes?since=" + fresh, me).status()).isEqualTo(200);
    assertThat(gateway.get("/api/sync/changes?since=999999.0", me).status())
        .as("a server that was set back gives versions again")
        .isEqualTo(410);
  }
}
