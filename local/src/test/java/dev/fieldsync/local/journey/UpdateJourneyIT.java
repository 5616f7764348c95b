package dev.fieldsync.local.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.journey.ApiClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The contract of the HTTP API with gateways and workers behind it. */
class UpdateJourneyIT {

  private static final Cluster CLUSTER = new Cluster();
  private static ApiClient gateway;
  private static ApiClient otherGateway;

  @BeforeAll
  static void start() {
    gateway = CLUSTER.startGateway();
    otherGateway = CLUSTER.startGateway();
    CLUSTER.startWorker();
    CLUSTER.startWorker();
    CLUSTER.awaitAssignment();
  }

  @AfterAll
  static void stop() {
    CLUSTER.close();
  }

  @Test
  void aTemplateIsCreatedChangedAndRead() {
    Answer created =
        gateway.post(
            "/api/templates",
            "{\"name\":\"Roof\",\"sections\":[{\"id\":\"s\",\"title\":\"T\",\"fields\":[]}]}",
            "X-Actor",
            "User Ä");
    assertThat(created.status()).as(created.response().body()).isEqualTo(201);
    String path = created.header("Location");
    assertThat(path).isEqualTo("/api/templates/" + created.text("id"));
    assertThat(created.text("version")).startsWith("1-");
    assertThat(created.header("ETag")).isEqualTo('"' + created.text("version") + '"');
    assertThat(created.text("organization_id")).isEqualTo("demo");
    assertThat(created.json().get("field_definitions").isEmpty()).isTrue();
    assertThat(created.json().get("inspection_variants").isNull()).isTrue();

    Answer changed =
        gateway.patch(
            path,
            "{\"field_definitions\":{\"f\":{\"label\":\"L\"}},\"colour\":\"red\",\"updated_at\":1}");
    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.json().get("success").booleanValue()).isTrue();
    assertThat(changed.text("newVersion")).startsWith("2-");
    assertThat(changed.json().get("attempts").intValue()).isEqualTo(1);
    assertThat(changed.json().get("conflicts").isEmpty()).isTrue();
    assertThat(changed.json().get("ignoredFields").toString())
        .isEqualTo("[\"colour\",\"updated_at\"]");
    assertThat(changed.json().get("data").get("name").stringValue()).isEqualTo("Roof");
    assertThat(changed.json().get("data").get("version").stringValue())
        .isEqualTo(changed.text("newVersion"));

    for (ApiClient client : List.of(gateway, otherGateway)) {
      Answer read = client.get(path);
      assertThat(read.json().get("field_definitions").toString())
          .isEqualTo("{\"f\":{\"label\":\"L\"}}");
    }
    assertThat(gateway.get(path).json()).isEqualTo(changed.json().get("data"));

    Answer status = otherGateway.get("/api/updates/" + changed.text("updateId"));
    assertThat(status.text("status")).isEqualTo("applied");
    assertThat(status.text("version")).isEqualTo(changed.text("newVersion"));
    assertThat(status.json().get("attempts").toString())
        .isEqualTo("[{\"attempt\":1,\"delayMs\":0,\"outcome\":\"applied\"}]");
    assertThat(status.json().get("timings").propertyNames())
        .containsExactlyInAnyOrder("acceptedAt", "queuedAt", "startedAt", "decidedAt");
    assertThat(
            gateway
                .get("/api/updates/" + changed.text("updateId"))
                .json()
                .at("/timings")
                .properties())
        .extracting(Map.Entry::getKey)
        .as("who answered knows when")
        .contains("acknowledgedAt");
  }

  @Test
  void theNumbersSayWhichConsumerHasWhichPartitions() {
    JsonNode lag = gateway.get("/api/stats").json().get("consumerLag");

    assertThat(lag.get("workers")).hasSize(6);
    assertThat(lag.get("workers"))
        .allSatisfy(
            worker -> {
              assertThat(worker.get("name").stringValue()).startsWith("update-worker");
              // As the broker sees it; one in a container sees another address of this machine.
              assertThat(worker.get("host").stringValue()).matches("\\d+(\\.\\d+){3}");
            });
    assertThat(lag.get("workers"))
        .flatExtracting(worker -> worker.get("partitions").valueStream().toList())
        .extracting(JsonNode::intValue)
        .containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void anUpdateForAVersionThatIsGoneIsRefused() {
    Answer created = gateway.post("/api/templates", "{\"name\":\"Strict\"}");
    String path = created.header("Location");
    String first = created.text("version");
    String second = gateway.put(path, "{\"name\":\"Moved on\"}").text("newVersion");

    Answer header = gateway.put(path, "{\"name\":\"Late\"}", "If-Match", '"' + first + '"');
    Answer body = gateway.put(path, "{\"name\":\"Late\",\"version\":\"" + first + "\"}");

    assertThat(header.status()).isEqualTo(412);
    assertThat(body.status()).isEqualTo(409);
    for (Answer refused : List.of(header, body)) {
      assertThat(refused.text("title")).isEqualTo("VersionConflictError");
      assertThat(refused.text("detail")).contains(first).contains(second);
      assertThat(refused.text("currentVersion")).isEqualTo(second);
      Answer status = gateway.get("/api/updates/" + refused.text("updateId"));
      assertThat(status.text("status")).isEqualTo("conflict");
    }
    assertThat(gateway.get(path).text("name")).isEqualTo("Moved on");
    assertThat(gateway.put(path, "{\"name\":\"In time\"}", "If-Match", '"' + second + '"').status())
        .isEqualTo(200);
  }

  @Test
  void aResentRequestGetsTheFirstResultAndAnotherUnderItsKeyIsRefused() {
    String key = UUID.randomUUID().toString();
    Answer created = gateway.post("/api/templates", "{\"name\":\"Once\"}", "Idempotency-Key", key);
    Answer again =
        otherGateway.post("/api/templates", "{ \"name\" : \"Once\" }", "Idempotency-Key", key);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.json()).isEqualTo(created.json());

    String path = created.header("Location");
    String update = UUID.randomUUID().toString();
    Answer first = gateway.patch(path, "{\"name\":\"A\"}", "Idempotency-Key", update);
    gateway.patch(path, "{\"name\":\"B\"}");
    Answer resent = otherGateway.patch(path, "{\"name\":\"A\"}", "Idempotency-Key", update);
    Answer other = gateway.patch(path, "{\"name\":\"C\"}", "Idempotency-Key", update);

    assertThat(first.text("updateId")).isEqualTo(update);
    assertThat(resent.json()).isEqualTo(first.json());
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("title")).isEqualTo("IdempotencyKeyReused");
    assertThat(gateway.get(path).text("name")).isEqualTo("B");
  }

  @Test
  void manyUpdatesAtOnceAreAppliedInTheirOrderAndOnceHoweverOftenTheyAreSent() {
    String path = "/api/templates/" + gateway.post("/api/templates", "{\"name\":\"N\"}").text("id");
    String batch =
        IntStream.range(0, 100)
            .mapToObj("{\"name\":\"Update %d\",\"colour\":1}"::formatted)
            .collect(Collectors.joining(",", "{\"updates\":[", "]}"));
    String key = UUID.randomUUID().toString();

    Answer accepted = gateway.post(path + "/updates", batch, "Idempotency-Key", key);
    assertThat(accepted.status()).as(accepted.response().body()).isEqualTo(202);
    JsonNode updates = accepted.json().get("updates");
    assertThat(updates.size()).isEqualTo(100);
    assertThat(updates.get(0).get("ignoredFields").toString()).isEqualTo("[\"colour\"]");
    assertThat(otherGateway.post(path + "/updates", batch, "Idempotency-Key", key).json())
        .isEqualTo(accepted.json());

    String last = updates.get(99).get("statusUrl").stringValue();
    await().until(() -> otherGateway.get(last).text("status").equals("applied"));
    assertThat(gateway.get(last).text("version")).startsWith("101-");
    assertThat(gateway.get(path).text("name")).isEqualTo("Update 99");
    assertThat(gateway.patch(path, "{\"name\":\"After it\"}").text("newVersion"))
        .startsWith("102-");
  }

  @Test
  void otherUpdatesUnderTheKeyOfABatchAreNotTakenForThem() {
    String path = "/api/templates/" + gateway.post("/api/templates", "{\"name\":\"N\"}").text("id");
    String elsewhere =
        "/api/templates/" + gateway.post("/api/templates", "{\"name\":\"N\"}").text("id");
    String key = UUID.randomUUID().toString();

    JsonNode first = batchOf(path, "{\"name\":\"One\"}", key);
    JsonNode another = batchOf(path, "{\"name\":\"Two\"}", key);
    JsonNode ofAnother = batchOf(elsewhere, "{\"name\":\"One\"}", key);

    assertThat(Set.of(first, another, ofAnother)).hasSize(3);
    await().until(() -> gateway.get(path).text("name").equals("Two"));
    await().until(() -> gateway.get(elsewhere).text("name").equals("One"));
  }

  private static JsonNode batchOf(String path, String update, String key) {
    return gateway
        .post(path + "/updates", "{\"updates\":[" + update + "]}", "Idempotency-Key", key)
        .json()
        .at("/updates/0/updateId");
  }

  @Test
  void anIdThatIsTakenIsAConflict() {
    String id = UUID.randomUUID().toString();
    String body = "{\"id\":\"" + id + "\",\"name\":\"N\"}";

    assertThat(gateway.post("/api/templates", body).text("id")).isEqualTo(id);
    Answer taken = gateway.post("/api/templates", body);

    assertThat(taken.status()).isEqualTo(409);
    assertThat(taken.text("title")).isEqualTo("TemplateAlreadyExists");
  }

  @Test
  void preferencesOfTheSenderAreHonoured() {
    String path = gateway.post("/api/templates", "{\"name\":\"N\"}").header("Location");

    Answer minimal = gateway.patch(path, "{\"name\":\"M\"}", "Prefer", "return=minimal");
    Answer async = gateway.patch(path, "{\"name\":\"O\"}", "Prefer", "respond-async");

    assertThat(minimal.json().has("data")).isFalse();
    assertThat(minimal.text("newVersion")).startsWith("2-");
    assertThat(async.status()).isEqualTo(202);
    assertThat(async.text("statusUrl")).isEqualTo("/api/updates/" + async.text("updateId"));
    await()
        .untilAsserted(
            () -> {
              Answer status = gateway.get(async.text("statusUrl"));
              assertThat(status.status()).isEqualTo(200);
              assertThat(status.text("status")).isEqualTo("applied");
            });
    assertThat(gateway.get(path).text("name")).isEqualTo("O");
  }

  @Test
  void concurrentWritersLoseNothingAndEachGetsTheTemplateAtItsOwnVersion() {
    String path = gateway.post("/api/templates", "{\"name\":\"Hot\"}").header("Location");
    int writers = 16;
    int rounds = 15;
    List<CompletableFuture<List<Answer>>> running =
        IntStream.range(0, writers)
            .mapToObj(
                writer ->
                    CompletableFuture.supplyAsync(
                        () ->
                            write(writer % 2 == 0 ? gateway : otherGateway, path, writer, rounds)))
            .toList();
    List<Answer> answers = new ArrayList<>();
    running.forEach(each -> answers.addAll(each.join()));

    assertThat(answers)
        .extracting(answer -> answer.text("newVersion"))
        .doesNotHaveDuplicates()
        .hasSize(writers * rounds);
    assertThat(answers)
        .allMatch(
            answer ->
                answer.json().get("data").get("version").equals(answer.json().get("newVersion")));
    JsonNode definitions = gateway.get(path).json().get("field_definitions");
    assertThat(definitions.size()).isEqualTo(writers);
    definitions.forEach(
        definition ->
            assertThat(definition.get("label").stringValue()).isEqualTo("v" + (rounds - 1)));
  }

  /** Also reads its own write back through the same gateway each time. */
  private static List<Answer> write(ApiClient client, String path, int writer, int rounds) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      Answer answer =
          client.patch(
              path, "{\"field_definitions\":{\"f%d\":{\"label\":\"v%d\"}}}".formatted(writer, i));
      answers.add(answer);
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
      assertThat(number(client.get(path).text("version")))
          .as("a read after the acknowledgement")
          .isGreaterThanOrEqualTo(number(answer.text("newVersion")));
    }
    return answers;
  }

  private static long number(String version) {
    return Long.parseLong(version.substring(0, version.indexOf('-')));
  }
}
