package dev.fieldsync.local.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient.Answer;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.Topics;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.UpdateRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Promise: what could not be applied is not lost, and a replay of it is applied once. */
class DeadLetterJourneyIT {

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;
  private static ApiClient otherGateway;
  private static JdbcTemplate jdbc;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    otherGateway = CLUSTER.startGateway();
    CLUSTER.startWorker();
    CLUSTER.awaitAssignment();
    jdbc = new JdbcTemplate(CLUSTER.workspace().dataSource());
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void anUpdateThatBrokeIsAppliedOnceHoweverOftenItIsReplayed() throws Exception {
    String path = gateway.post("/api/templates", "{\"name\":\"Good\"}").header("Location");
    jdbc.execute("alter table template_library add constraint no_bad check (name <> 'bad')");
    Answer failed = gateway.patch(path, "{\"name\":\"bad\"}");
    assertThat(failed.status()).isEqualTo(500);
    assertThat(failed.text("title")).isEqualTo("UpdateFailedError");
    JsonNode letter = awaitLetterOf(failed.text("updateId"));
    String id = letter.get("deadLetterId").stringValue();
    assertThat(failed.text("detail")).contains(id);
    assertThat(letter.get("kind").stringValue()).isEqualTo("unwritable");

    // The cause is still there: it fails again, as a dead letter that names this one.
    Answer inVain = replay(gateway, id);
    assertThat(inVain.status()).isEqualTo(500);
    JsonNode second = awaitLetterOf(inVain.text("updateId"));
    String secondId = second.get("deadLetterId").stringValue();
    assertThat(second.get("replayOf").stringValue()).isEqualTo(id);
    assertThat(gateway.get("/api/dead-letters/" + id).json().get("replays").toString())
        .isEqualTo("[\"" + secondId + "\"]");

    jdbc.execute("alter table template_library drop constraint no_bad");
    List<CompletableFuture<Answer>> replays = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      ApiClient client = i % 2 == 0 ? gateway : otherGateway;
      String one = i < 4 ? id : secondId;
      replays.add(CompletableFuture.supplyAsync(() -> replay(client, one)));
    }

    Answer applied = replays.get(0).get();
    assertThat(applied.status()).as(applied.response().body()).isEqualTo(200);
    assertThat(applied.text("newVersion")).startsWith("2-");
    for (CompletableFuture<Answer> each : replays) {
      assertThat(each.get().status()).isEqualTo(200);
      assertThat(each.get().text("updateId")).isEqualTo(applied.text("updateId"));
      assertThat(each.get().text("newVersion")).isEqualTo(applied.text("newVersion"));
    }
    assertThat(gateway.get(path).text("name")).isEqualTo("bad");

    gateway.patch(path, "{\"name\":\"Later\"}");
    // As if a gateway had died between publishing the replay and writing it down.
    jdbc.update(
        "update fieldsync.dead_letter set status = 'waiting', decided_by = null, decided_at = null");
    Answer again = replay(otherGateway, id);
    Answer async = replay(gateway, secondId, "Prefer", "respond-async");

    assertThat(again.text("newVersion")).isEqualTo(applied.text("newVersion"));
    assertThat(async.status()).isEqualTo(202);
    assertThat(async.text("updateId")).isEqualTo(applied.text("updateId"));
    await()
        .untilAsserted(
            () ->
                assertThat(gateway.get(async.text("statusUrl")).text("status"))
                    .isEqualTo("applied"));
    assertThat(gateway.get(path).text("name")).isEqualTo("Later");
    assertThat(gateway.get(path).text("version")).startsWith("3-");
    assertThat(gateway.get("/api/dead-letters/" + id).text("status")).isEqualTo("replayed");
  }

  @Test
  void anAcceptedUpdateThatNoWorkerCouldReadHasAStatusOnEveryGateway() {
    UpdateRequest request =
        UpdateRequest.of(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "demo",
            "User A",
            Operation.CREATE,
            (ObjectNode) Json.parse("{\"name\":\"From the future\"}"),
            UpdateRequest.Against.ANY,
            Instant.now());
    ObjectNode newer = (ObjectNode) Json.parse(new String(RecordFormat.write(request), UTF_8));
    newer.put("schemaVersion", 1_000);
    send(request.templateId().toString(), Json.text(newer).getBytes(UTF_8));

    JsonNode letter = awaitLetterOf(request.updateId().toString());
    String id = letter.get("deadLetterId").stringValue();
    for (ApiClient client : List.of(gateway, otherGateway)) {
      Answer status = client.get("/api/updates/" + request.updateId());
      assertThat(status.status()).isEqualTo(200);
      assertThat(status.text("status")).isEqualTo("failed");
      assertThat(status.text("templateId")).isEqualTo(request.templateId().toString());
      assertThat(status.json().get("problem").get("title").stringValue())
          .isEqualTo("UpdateUnreadable");
      assertThat(status.json().get("problem").get("detail").stringValue()).contains(id);
    }

    Answer replayed = replay(gateway, id);

    assertThat(replayed.status()).isEqualTo(202);
    assertThat(replayed.text("status")).isEqualTo("replayed");
    await()
        .untilAsserted(
            () ->
                assertThat(letterOf(request.updateId().toString()).get("replayOf").stringValue())
                    .isEqualTo(id));
    assertThat(gateway.get("/api/updates/" + request.updateId()).text("status"))
        .isEqualTo("failed");
  }

  @Test
  void anUnreadableRecordThatWorkersHaveLearntToReadIsAppliedUnderItsOwnId() {
    UpdateRequest request =
        UpdateRequest.of(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "demo",
            "User A",
            Operation.CREATE,
            (ObjectNode) Json.parse("{\"name\":\"Read at last\"}"),
            UpdateRequest.Against.ANY,
            Instant.now());
    // Unreadable today for its key; its value is what a newer worker would understand.
    send("not its key", RecordFormat.write(request));
    String id = awaitLetterOf(request.updateId().toString()).get("deadLetterId").stringValue();

    Answer applied = replay(otherGateway, id);
    Answer again = replay(gateway, id);

    assertThat(applied.status()).as(applied.response().body()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(applied.json());
    assertThat(gateway.get("/api/updates/" + request.updateId()).text("status"))
        .isEqualTo("applied");
  }

  private static Answer replay(ApiClient client, String id, String... headers) {
    return client.post("/api/dead-letters/" + id + "/replay", "", headers);
  }

  private static JsonNode awaitLetterOf(String updateId) {
    await().untilAsserted(() -> assertThat(letterOf(updateId)).isNotNull());
    return letterOf(updateId);
  }

  /** The newest dead letter of an update. */
  private static JsonNode letterOf(String updateId) {
    for (JsonNode letter : gateway.get("/api/dead-letters?limit=100").json().get("items")) {
      if (letter.path("updateId").asString("").equals(updateId)) {
        return letter;
      }
    }
    return null;
  }

  private static void send(String key, byte[] value) {
    String topic = new Topics(CLUSTER.workspace().prefix()).templateUpdates();
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", CLUSTER.workspace().bootstrapServers(), "acks", "all"),
            new StringSerializer(),
            new ByteArraySerializer())) {
      assertThat(producer.send(new ProducerRecord<>(topic, key, value)))
          .succeedsWithin(Duration.ofSeconds(30));
    }
  }
}
