package dev.fieldsync.local.journey;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient.Answer;
import dev.fieldsync.shared.kafka.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Promise: an operation on a task that could not be decided can be listed, replayed, dropped. */
class TaskDeadLettersIT {

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;
  private static String topic;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    CLUSTER.startWorker();
    CLUSTER.awaitTaskAssignment();
    topic = new Topics(CLUSTER.workspace().prefix()).taskOperations();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void aRecordThatCannotBeReadIsListedReplayedInVainAndDropped() {
    String marker = "unreadable " + UUID.randomUUID();
    send(UUID.randomUUID().toString(), ("{\"marker\":\"" + marker + "\"").getBytes(UTF_8));
    JsonNode letter = awaitLetter(marker, 1);
    String id = letter.get("deadLetterId").asString();
    assertThat(letter.get("kind").asString()).isEqualTo("unreadable");
    assertThat(letter.get("origin").get("topic").asString()).isEqualTo(topic);

    Answer replayed = gateway.post("/api/dead-letters/" + id + "/replay", "");

    assertThat(replayed.status()).isEqualTo(202);
    JsonNode second = awaitLetter(marker, 2);
    assertThat(second.get("replayOf").asString()).isEqualTo(id);
    assertThat(second.get("origin").get("topic").asString()).isEqualTo(topic);
    assertThat(gateway.get("/api/dead-letters/" + id).text("status")).isEqualTo("replayed");
    String drop = "/api/dead-letters/" + second.get("deadLetterId").asString() + "/drop";
    assertThat(gateway.post(drop, "{\"reason\":\"Broken\"}").status()).isEqualTo(200);
    assertThat(awaitLetter(marker, 2).get("status").asString()).isEqualTo("dropped");
  }

  @Test
  void anOperationThatBrokeIsAppliedOnceWhenItIsReplayedAfterTheCauseIsGone() {
    String[] me = {"X-Actor", "Person " + UUID.randomUUID()};
    JdbcTemplate jdbc = new JdbcTemplate(CLUSTER.workspace().dataSource());
    jdbc.execute("alter table fieldsync.task add constraint no_bad check (title <> 'bad')");
    UUID task = UUID.randomUUID();
    UUID operation = UUID.randomUUID();
    TaskBatch batch = new TaskBatch("phone");
    batch.add(operation, task, "create", Instant.now(), "bad");

    JsonNode refused = gateway.post("/api/sync/batch", batch.sealed(), me).json();

    JsonNode item = refused.get("processed_items").get(0);
    assertThat(item.get("status").asString()).isEqualTo("error");
    assertThat(item.get("retryable").booleanValue()).isTrue();
    JsonNode letter = awaitLetter(operation.toString(), 1);
    assertThat(letter.get("kind").asString()).isEqualTo("unwritable");
    assertThat(letter.get("organizationId").asString()).isEqualTo("demo");
    assertThat(letter.get("actor").asString()).isEqualTo(me[1]);

    jdbc.execute("alter table fieldsync.task drop constraint no_bad");
    String replay = "/api/dead-letters/" + letter.get("deadLetterId").asString() + "/replay";
    assertThat(gateway.post(replay, "").status()).isEqualTo(202);
    assertThat(gateway.post(replay, "").status()).isEqualTo(202);

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> gateway.get("/api/tasks/" + task, me).status() == 200);
    JsonNode again = gateway.post("/api/sync/batch", batch.sealed(), me).json();
    assertThat(again.get("processed_items").get(0).get("status").asString()).isEqualTo("success");
    assertThat(gateway.get("/api/tasks/" + task, me).json().get("version").longValue())
        .isEqualTo(1);
  }

  /** The newest dead letter with a text in it, when there are as many as that. */
  private static JsonNode awaitLetter(String text, int count) {
    JsonNode[] newest = new JsonNode[1];
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              int found = 0;
              newest[0] = null;
              for (JsonNode each : gateway.get("/api/dead-letters?limit=100").json().get("items")) {
                if (each.path("excerpt").asString("").contains(text)) {
                  newest[0] = newest[0] == null ? each : newest[0];
                  found++;
                }
              }
              return found == count;
            });
    return newest[0];
  }

  private static void send(String key, byte[] value) {
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
