package dev.fieldsync.local.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient;
import dev.fieldsync.local.journey.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Every way that tasks go between two devices, with the gateway and a worker of the product. */
class AgentJourneyIT {

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;
  private static ConfigurableApplicationContext worker;
  private static final String PERSON = "Person " + UUID.randomUUID();

  @TempDir static Path folder;

  private static Device phone;
  private static Device tablet;

  private int conflictsBefore;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway("fieldsync.gateway.tasks.apply-timeout=1s");
    worker = CLUSTER.startWorker();
    CLUSTER.awaitTaskAssignment();
    phone =
        new DeviceHere(
            "phone", folder, PERSON, gateway.port(), "fieldsync.agent.sync-batch-size=1");
    tablet = new DeviceHere("tablet", folder, PERSON, gateway.port());
  }

  @AfterAll
  static void stop() {
    phone.close();
    tablet.close();
    CLUSTER.close();
  }

  @BeforeEach
  void beginWithoutTasks() {
    for (Device device : List.of(phone, tablet)) {
      device.network().up(true);
      device.network().losesAnswers(false);
      device.clockIsWrongBy(Duration.ZERO);
      device.sync();
    }
    phone.titles().keySet().forEach(phone::delete);
    syncBoth();
    assertThat(tablet.titles()).isEmpty();
    conflictsBefore = allServerConflicts().size();
  }

  private static void syncBoth() {
    phone.sync();
    tablet.sync();
  }

  private Map<String, String> serverTitles() {
    Map<String, String> titles = new TreeMap<>();
    gateway
        .get("/api/tasks", "X-Actor", PERSON)
        .json()
        .forEach(task -> titles.put(task.get("id").asString(), task.get("title").asString()));
    return titles;
  }

  private static List<JsonNode> allServerConflicts() {
    List<JsonNode> conflicts = new ArrayList<>();
    gateway
        .get("/api/sync/conflicts?limit=200", "X-Actor", PERSON)
        .json()
        .get("items")
        .forEach(conflicts::add);
    return conflicts;
  }

  /** Those of this test, the newest first. */
  private List<JsonNode> serverConflicts() {
    List<JsonNode> all = allServerConflicts();
    return all.subList(0, all.size() - conflictsBefore);
  }

  @Test
  void whatIsDoneOfflineReachesTheServerAndTheOtherDevice() {
    phone.network().up(false);
    String odd = "\"Dach\" \\ \t\n\u0001\u007f é 屋根 \uD83C\uDFE0 \u2028";
    String kept = phone.create("First");
    phone.rename(kept, odd);
    String gone = phone.create("Gone");
    phone.delete(gone);
    await().until(() -> !phone.status().get("is_online").booleanValue());
    assertThat(serverTitles()).isEmpty();

    phone.network().up(true);
    syncBoth();

    assertThat(serverTitles()).isEqualTo(Map.of(kept, odd));
    assertThat(tablet.titles()).isEqualTo(phone.titles()).isEqualTo(serverTitles());
    JsonNode here = phone.json("/api/tasks/" + kept);
    JsonNode there = gateway.get("/api/tasks/" + kept, "X-Actor", PERSON).json();
    for (String field : List.of("server_id", "version", "created_at", "updated_at", "completed")) {
      assertThat(here.get(field)).as(field).isEqualTo(there.get(field));
    }
    assertThat(here.get("sync_status").asString()).isEqualTo("synced");

    tablet.delete(kept);
    tablet.sync();
    phone.sync();
    assertThat(phone.titles()).isEmpty();
    assertThat(serverConflicts()).isEmpty();
    assertThat(phone.json("/api/sync/dead-letters").get("items")).isEmpty();
  }

  @Test
  void aDeletedTaskCanBeMadeAnewUnderItsId() {
    phone.clockIsWrongBy(Duration.ofHours(1));
    phone.network().up(false);
    String id = phone.create("One");
    phone.delete(id);
    String again = "{\"title\":\"Two\",\"id\":\"" + id + "\"}";
    assertThat(phone.send("POST", "/api/tasks", again).statusCode()).isEqualTo(201);
    assertThat(phone.send("POST", "/api/tasks", again).statusCode()).isEqualTo(409);

    phone.network().up(true);
    phone.sync();

    assertThat(serverTitles()).isEqualTo(phone.titles()).isEqualTo(Map.of(id, "Two"));
  }

  @Test
  void ofTwoChangesThatDoNotKnowOfEachOtherTheLaterWinsWhicheverIsSentFirst() {
    String id = phone.create("Start");
    syncBoth();
    phone.network().up(false);
    tablet.network().up(false);
    tablet.rename(id, "Earlier");
    phone.rename(id, "Later");

    phone.network().up(true);
    phone.sync();
    tablet.network().up(true);
    tablet.sync();

    assertThat(tablet.titles()).isEqualTo(phone.titles()).isEqualTo(Map.of(id, "Later"));
    assertThat(serverConflicts()).hasSize(1);
    assertThat(serverConflicts().get(0).get("incoming").get("title").asString())
        .isEqualTo("Earlier");
    JsonNode seen = tablet.json("/api/sync/conflicts").get("items").get(0);
    assertThat(seen.get("winner").asString()).isEqualTo("server");
    assertThat(seen.get("local_data").asString()).contains("Earlier");
    assertThat(seen.get("server_data").asString()).contains("Later");
  }

  @Test
  void whatIsWrittenWhileAnOlderChangeIsOnItsWayDoesNotPassForKnowingWhatNobodySaw() {
    String id = phone.create("Start");
    syncBoth();
    phone.network().up(false);
    tablet.network().up(false);
    phone.rename(id, "Phone 1");
    phone.rename(id, "Phone 2");
    tablet.clockIsWrongBy(Duration.ofSeconds(30));
    tablet.rename(id, "Tablet");
    tablet.network().up(true);
    tablet.sync();
    phone.network().upForBatches(1);
    await().until(() -> phone.status().get("pending_sync_count").longValue() == 1);
    phone.rename(id, "Phone 3");

    phone.network().up(true);
    syncBoth();

    assertThat(serverTitles()).isEqualTo(Map.of(id, "Tablet"));
    assertThat(phone.titles()).isEqualTo(tablet.titles()).isEqualTo(serverTitles());
    assertThat(serverConflicts()).hasSize(3);
  }

  @Test
  void whatTheServerCannotStoreIsADeadLetterAfterThreeAttemptsAndTheOthersGoOn() {
    JdbcTemplate database = new JdbcTemplate(CLUSTER.workspace().dataSource());
    database.execute("alter table fieldsync.task add constraint no_bad check (title <> 'bad')");
    tablet.network().up(false);
    String before = tablet.create("Before");
    String bad = tablet.create("bad");
    String after = tablet.create("After");
    tablet.network().up(true);
    tablet.awaitSent();
    tablet.rename(before, "bad");
    tablet.awaitSent();
    tablet.send("PUT", "/api/tasks/" + before, "{\"completed\":true}");
    tablet.awaitSent();

    JsonNode letters = tablet.json("/api/sync/dead-letters").get("items");
    assertThat(letters).hasSize(2);
    assertThat(letters.get(0).get("task_id").asString()).isEqualTo(bad);
    assertThat(letters.get(0).get("retry_count").intValue()).isEqualTo(3);
    assertThat(serverTitles()).isEqualTo(Map.of(before, "Before", after, "After"));
    assertThat(tablet.json("/api/tasks/" + bad).get("sync_status").asString()).isEqualTo("failed");

    database.execute("alter table fieldsync.task drop constraint no_bad");
    tablet.send("POST", "/api/sync/dead-letters/replay", "");
    tablet.sync();
    assertThat(serverTitles())
        .isEqualTo(tablet.titles())
        .isEqualTo(Map.of(before, "bad", bad, "bad", after, "After"));
    assertThat(tablet.json("/api/tasks/" + before).get("completed").booleanValue()).isTrue();
    assertThat(tablet.json("/api/sync/dead-letters").get("items")).isEmpty();
  }

  @Test
  void aDeviceThatWasAwayForTooLongBeginsAgainAndKeepsWhatItHasNotSent() {
    String gone = phone.create("Gone");
    String kept = phone.create("Kept");
    phone.sync();
    phone.network().up(false);
    String unsent = phone.create("Unsent");
    new JdbcTemplate(CLUSTER.workspace().dataSource())
        .update(
            """
            with gone as (delete from fieldsync.task where id = ?::uuid returning *)
            update fieldsync.task_scope s
               set version = s.version + 1, horizon = s.version + 1
              from gone
             where s.owner = gone.owner
            """,
            gone);

    phone.network().up(true);
    phone.sync();

    assertThat(phone.titles()).isEqualTo(Map.of(kept, "Kept", unsent, "Unsent"));
    assertThat(serverTitles()).isEqualTo(phone.titles());
  }

  @Test
  void ofTwoDevicesThatChangeDifferentFieldsTheLaterUndoesNothingOfTheEarlier() {
    String id = phone.create("Start");
    syncBoth();
    phone.network().up(false);
    tablet.rename(id, "Renamed on the tablet");
    tablet.sync();
    phone.send("PUT", "/api/tasks/" + id, "{\"completed\":true}");

    phone.network().up(true);
    syncBoth();

    JsonNode there = gateway.get("/api/tasks/" + id, "X-Actor", PERSON).json();
    assertThat(there.get("title").asString()).isEqualTo("Renamed on the tablet");
    assertThat(there.get("completed").booleanValue()).isTrue();
    assertThat(phone.titles()).isEqualTo(tablet.titles()).containsValue("Renamed on the tablet");
    assertThat(tablet.json("/api/tasks/" + id).get("completed").booleanValue()).isTrue();
    JsonNode conflict = serverConflicts().get(0);
    assertThat(conflict.get("winner").asString()).isEqualTo("incoming");
  }

  @Test
  void aTaskThatTheServerHasLostIsMadeAgainWholeByAChangeOfAPart() {
    String id = phone.create("Kept");
    phone.send("PUT", "/api/tasks/" + id, "{\"description\":\"All of it\"}");
    syncBoth();
    phone.network().up(false);
    phone.rename(id, "Renamed");
    new JdbcTemplate(CLUSTER.workspace().dataSource())
        .update("delete from fieldsync.task where id = ?::uuid", id);

    phone.network().up(true);
    syncBoth();

    JsonNode there = gateway.get("/api/tasks/" + id, "X-Actor", PERSON).json();
    assertThat(there.get("title").asString()).isEqualTo("Renamed");
    assertThat(there.get("description").asString()).isEqualTo("All of it");
    assertThat(tablet.titles()).isEqualTo(phone.titles()).isEqualTo(Map.of(id, "Renamed"));
    assertThat(phone.status().get("dead_letter_count").longValue()).isZero();
  }

  @Test
  void answersThatAreLostAfterTheServerHasAppliedThemCauseNoDuplicate() {
    phone.network().losesAnswers(true);
    String id = phone.create("Once");
    int before = phone.network().batches().size();
    await().until(() -> phone.network().batches().size() >= before + 3);
    phone.rename(id, "Twice");
    // With one operation in a batch the second is sent when the first was answered.
    assertThat(serverTitles()).isEqualTo(Map.of(id, "Once"));
    assertThat(phone.status().get("pending_sync_count").longValue()).isEqualTo(2);

    phone.network().losesAnswers(false);
    phone.sync();

    assertThat(serverTitles()).isEqualTo(phone.titles()).isEqualTo(Map.of(id, "Twice"));
    assertThat(
            new JdbcTemplate(CLUSTER.workspace().dataSource())
                .queryForObject(
                    "select count(*) from fieldsync.task_operation where task_id = ?::uuid",
                    Integer.class,
                    id))
        .isEqualTo(2);
    assertThat(serverConflicts()).isEmpty();
  }

  @Test
  void withoutWorkersNothingIsLostNorCountedAsAnAttempt() {
    worker.close();
    int before = phone.network().batches().size();
    String id = phone.create("Patient");
    await().until(() -> phone.status().path("problem").asString("").contains("could be decided"));
    assertThat(phone.json("/api/tasks/" + id).get("sync_status").asString()).isEqualTo("pending");

    worker = CLUSTER.startWorker();
    phone.sync();

    assertThat(serverTitles()).isEqualTo(phone.titles()).isEqualTo(Map.of(id, "Patient"));
    assertThat(phone.network().batches().stream().skip(before))
        .isNotEmpty()
        .allMatch(batch -> batch.get("items").get(0).get("retry_count").intValue() == 0);
  }

  @Test
  void aBatchThatIsTooLargeForTheGatewayIsSentInParts() {
    tablet.network().up(false);
    String text = "屋".repeat(10_000);
    for (int i = 0; i < 40; i++) {
      tablet.send(
          "POST", "/api/tasks", "{\"title\":\"" + i + "\",\"description\":\"" + text + "\"}");
    }

    tablet.network().up(true);
    tablet.sync();

    assertThat(serverTitles()).isEqualTo(tablet.titles()).hasSize(40);
    assertThat(tablet.status().get("dead_letter_count").longValue()).isZero();
  }
}
