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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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

  @TempDir Path folder;

  private final String person = "Person " + UUID.randomUUID();
  private final List<Device> devices = new ArrayList<>();

  @BeforeAll
  static void startServer() {
    gateway = CLUSTER.startGateway("fieldsync.gateway.tasks.apply-timeout=1s");
    worker = CLUSTER.startWorker();
    CLUSTER.awaitTaskAssignment();
  }

  @AfterAll
  static void stopServer() {
    CLUSTER.close();
  }

  @AfterEach
  void closeDevices() {
    devices.forEach(Device::close);
  }

  private Device device(String name, String... settings) {
    Device device = new DeviceHere(name, folder, person, gateway.port(), settings);
    devices.add(device);
    return device;
  }

  private Map<String, String> serverTitles() {
    Map<String, String> titles = new TreeMap<>();
    gateway
        .get("/api/tasks", "X-Actor", person)
        .json()
        .forEach(task -> titles.put(task.get("id").asString(), task.get("title").asString()));
    return titles;
  }

  private JsonNode serverConflicts() {
    return gateway.get("/api/sync/conflicts", "X-Actor", person).json().get("items");
  }

  @Test
  void whatIsDoneOfflineReachesTheServerAndTheOtherDevice() {
    Device phone = device("phone");
    Device tablet = device("tablet");
    phone.network().up(false);
    String odd = "\"Dach\" \\ \t\n\u0001\u007f é 屋根 \uD83C\uDFE0 \u2028";
    String kept = phone.create("First");
    phone.rename(kept, odd);
    String gone = phone.create("Gone");
    phone.delete(gone);
    assertThat(phone.status().get("is_online").booleanValue()).isFalse();
    assertThat(serverTitles()).isEmpty();

    phone.network().up(true);
    phone.sync();
    tablet.sync();

    assertThat(serverTitles()).isEqualTo(Map.of(kept, odd));
    assertThat(tablet.titles()).isEqualTo(phone.titles()).isEqualTo(serverTitles());
    JsonNode here = phone.json("/api/tasks/" + kept);
    JsonNode there = gateway.get("/api/tasks/" + kept, "X-Actor", person).json();
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
    Device phone = device("phone");
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
    Device phone = device("phone");
    Device tablet = device("tablet");
    String id = phone.create("Start");
    phone.sync();
    tablet.sync();
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
    Device phone = device("phone", "fieldsync.agent.sync-batch-size=1");
    Device tablet = device("tablet");
    String id = phone.create("Start");
    phone.sync();
    tablet.sync();
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
    phone.sync();
    tablet.sync();

    assertThat(serverTitles()).isEqualTo(Map.of(id, "Tablet"));
    assertThat(phone.titles()).isEqualTo(tablet.titles()).isEqualTo(serverTitles());
    assertThat(serverConflicts()).hasSize(3);
  }

  @Test
  void whatTheServerCannotStoreIsADeadLetterAfterThreeAttemptsAndTheOthersGoOn() {
    JdbcTemplate database = new JdbcTemplate(CLUSTER.workspace().dataSource());
    database.execute("alter table fieldsync.task add constraint no_bad check (title <> 'bad')");
    Device phone = device("phone");
    phone.network().up(false);
    String before = phone.create("Before");
    String bad = phone.create("bad");
    String after = phone.create("After");
    phone.network().up(true);
    phone.awaitSent();

    JsonNode letters = phone.json("/api/sync/dead-letters").get("items");
    assertThat(letters).hasSize(1);
    assertThat(letters.get(0).get("task_id").asString()).isEqualTo(bad);
    assertThat(letters.get(0).get("retry_count").intValue()).isEqualTo(3);
    assertThat(serverTitles()).isEqualTo(Map.of(before, "Before", after, "After"));
    assertThat(phone.json("/api/tasks/" + bad).get("sync_status").asString()).isEqualTo("failed");

    database.execute("alter table fieldsync.task drop constraint no_bad");
    phone.send("POST", "/api/sync/dead-letters/replay", "");
    phone.sync();
    assertThat(serverTitles()).isEqualTo(phone.titles()).hasSize(3);
    assertThat(phone.json("/api/sync/dead-letters").get("items")).isEmpty();
  }

  @Test
  void aDeviceThatWasAwayForTooLongBeginsAgainAndKeepsWhatItHasNotSent() {
    Device phone = device("phone");
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
  void answersThatAreLostAfterTheServerHasAppliedThemCauseNoDuplicate() {
    Device phone = device("phone");
    phone.network().losesAnswers(true);
    String id = phone.create("Once");
    await().until(() -> phone.network().batches().size() >= 3);
    phone.rename(id, "Twice");
    await().until(() -> serverTitles().containsValue("Twice"));
    assertThat(phone.status().get("pending_sync_count").longValue()).isEqualTo(2);

    phone.network().losesAnswers(false);
    phone.sync();

    assertThat(serverTitles()).isEqualTo(phone.titles()).isEqualTo(Map.of(id, "Twice"));
    assertThat(phone.json("/api/tasks/" + id).get("version").longValue()).isEqualTo(2);
    assertThat(serverConflicts()).isEmpty();
  }

  @Test
  void withoutWorkersNothingIsLostNorCountedAsAnAttempt() {
    Device phone = device("phone");
    worker.close();
    String id = phone.create("Patient");
    await().until(() -> phone.status().path("problem").asString("").contains("could be decided"));
    assertThat(phone.json("/api/tasks/" + id).get("sync_status").asString()).isEqualTo("pending");

    worker = CLUSTER.startWorker();
    phone.sync();

    assertThat(serverTitles()).isEqualTo(phone.titles()).isEqualTo(Map.of(id, "Patient"));
    assertThat(phone.network().batches())
        .allMatch(batch -> batch.get("items").get(0).get("retry_count").intValue() == 0);
  }

  @Test
  void aBatchThatIsTooLargeForTheGatewayIsSentInParts() {
    Device phone = device("phone");
    phone.network().up(false);
    String text = "屋".repeat(10_000);
    for (int i = 0; i < 40; i++) {
      phone.send(
          "POST", "/api/tasks", "{\"title\":\"" + i + "\",\"description\":\"" + text + "\"}");
    }

    phone.network().up(true);
    phone.sync();

    assertThat(serverTitles()).isEqualTo(phone.titles()).hasSize(40);
    assertThat(phone.status().get("dead_letter_count").longValue()).isZero();
  }
}
