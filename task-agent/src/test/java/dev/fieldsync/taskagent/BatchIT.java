package dev.fieldsync.taskagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** Batches that other programs of the device hand in. */
class BatchIT {

  @TempDir static Path folder;
  private static AgentHarness agent;

  private final String task = UUID.randomUUID().toString();

  @BeforeAll
  static void start() {
    agent = new AgentHarness(folder.resolve("tasks.db"), URI.create("http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  private record Item(String id, String taskId, String operation, String at, String data) {

    String line() {
      return id + "|" + taskId + "|" + operation + "|" + at + "|" + data + "\n";
    }

    String json() {
      return "{\"id\":\"%s\",\"task_id\":\"%s\",\"operation\":\"%s\",\"created_at\":\"%s\",\"retry_count\":0,\"data\":%s}"
          .formatted(id, taskId, operation, at, data);
    }
  }

  private Item item(String operation, String at, String data) {
    return new Item(UUID.randomUUID().toString(), task, operation, at, data);
  }

  private static String body(Item... items) throws GeneralSecurityException {
    StringBuilder lines = new StringBuilder();
    StringBuilder json = new StringBuilder();
    for (Item item : items) {
      lines.append(item.line());
      json.append(json.isEmpty() ? "" : ",").append(item.json());
    }
    byte[] hash =
        MessageDigest.getInstance("SHA-256")
            .digest(lines.toString().getBytes(StandardCharsets.UTF_8));
    return "{\"items\":[%s],\"client_timestamp\":\"%s\",\"checksum\":\"%s\"}"
        .formatted(json, Instant.now(), HexFormat.of().formatHex(hash));
  }

  private static JsonNode handIn(Item... items) throws GeneralSecurityException {
    HttpResponse<String> answer = agent.send("POST", "/api/sync/batch", body(items));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return AgentHarness.json(answer).get("processed_items");
  }

  private static int queued(String id) {
    return agent
        .bean(JdbcTemplate.class)
        .queryForObject("select count(*) from sync_queue where id = ?", Integer.class, id);
  }

  @Test
  void whatIsHandedInIsHereAndQueuedOnceUnderItsOwnId() throws Exception {
    Item create = item("create", "2026-01-01T00:00:00Z", "{\"title\":\"One\"}");
    Item update = item("update", "2026-01-01T00:00:01Z", "{\"completed\":true}");

    JsonNode first = handIn(create, update);
    JsonNode again = handIn(create, update);

    assertThat(first).allMatch(each -> each.get("status").asString().equals("success"));
    assertThat(first.get(0).get("client_id").asString()).isEqualTo(create.id());
    assertThat(again).isEqualTo(first);
    JsonNode here = agent.json("/api/tasks/" + task);
    assertThat(here.get("title").asString()).isEqualTo("One");
    assertThat(here.get("completed").booleanValue()).isTrue();
    assertThat(here.get("sync_status").asString()).isEqualTo("pending");
    assertThat(queued(create.id()) + queued(update.id())).isEqualTo(2);

    handIn(item("delete", "2026-01-01T00:00:01Z", "{}"));
    assertThat(agent.get("/api/tasks/" + task).statusCode()).isEqualTo(404);
  }

  @Test
  void anotherOperationUnderAnIdThatIsHereIsAnErrorAndTheFirstStays() throws Exception {
    Item first = item("create", "2026-01-01T00:00:00Z", "{\"title\":\"One\"}");
    handIn(first);
    Item other = new Item(first.id(), task, "create", first.at(), "{\"title\":\"Two\"}");

    JsonNode answer = handIn(other, new Item(first.id(), task, "delete", first.at(), "{}"));

    assertThat(answer).allMatch(each -> each.get("status").asString().equals("error"));
    assertThat(answer)
        .allMatch(each -> each.get("error_code").asString().equals("OperationIdReused"));
    assertThat(agent.json("/api/tasks/" + task).get("title").asString()).isEqualTo("One");
  }

  @Test
  void theLaterChangeStandsAndTheOtherIsKeptAmongTheConflicts() throws Exception {
    handIn(item("create", "2026-01-02T00:00:00Z", "{\"title\":\"Later\"}"));
    Item earlier = item("update", "2026-01-01T00:00:00Z", "{\"title\":\"Earlier\"}");

    JsonNode answer = handIn(earlier).get(0);

    assertThat(answer.get("status").asString()).isEqualTo("conflict");
    assertThat(answer.get("resolved_data").get("title").asString()).isEqualTo("Later");
    assertThat(queued(earlier.id())).isZero();
    JsonNode conflict = agent.json("/api/sync/conflicts").get("items").get(0);
    assertThat(conflict.get("operation_id").asString()).isEqualTo(earlier.id());
    assertThat(conflict.get("local_data").asString()).contains("Earlier");
    assertThat(conflict.get("server_data").asString()).contains("Later");
  }

  @Test
  void aWrongChecksumTakesNothingOver() throws Exception {
    Item create = item("create", "2026-01-01T00:00:00Z", "{\"title\":\"One\"}");

    HttpResponse<String> refused =
        agent.send("POST", "/api/sync/batch", body(create).replace("One", "Two"));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(AgentHarness.json(refused).get("error").asString()).contains("checksum");
    assertThat(agent.get("/api/tasks/" + task).statusCode()).isEqualTo(404);
    assertThat(agent.send("POST", "/api/sync/batch", "{\"items\":[]}").statusCode()).isEqualTo(400);
    assertThat(agent.send("POST", "/api/sync/batch", "[]").statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNoItemIsNamedByItsPlace() {
    HttpResponse<String> refused =
        agent.send("POST", "/api/sync/batch", "{\"items\":[{\"id\":\"1\"},7],\"checksum\":\"\"}");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(AgentHarness.json(refused).at("/errors/0/path").asString()).isEqualTo("/items/1");
  }

  @Test
  void aBadItemConcernsItselfAlone() throws Exception {
    JsonNode items =
        handIn(
            item("paint", "2026-01-01T00:00:00Z", "{}"),
            item("create", "2026-01-01T00:00:00Z", "{\"title\":\" \"}"),
            item("update", "yesterday", "{\"title\":\"t\"}"),
            item("update", "2026-01-01T00:00:00Z", "{\"completed\":true}"),
            item("update", "2026-01-01T00:00:00Z", "\"no object\""),
            item("update", "2026-01-01T00:00:00Z", "null"),
            item("update", "2026-01-01T00:00:00Z", "[1.5,1e+21,{\"b\":[],\"c\":0.000001}]"),
            item("update", "2026-01-01T00:00:00Z", "{\"size\":{\"m\":1e-7}}"),
            item("create", "2026-01-01T00:00:00Z", "{\"title\":\"Good\"}"));

    assertThat(items.get(0).get("error").asString()).startsWith("operation");
    assertThat(items.get(1).get("error").asString()).startsWith("title");
    assertThat(items.get(2).get("error").asString()).startsWith("created_at");
    assertThat(items.get(3).get("error").asString()).contains("no task");
    for (int i = 4; i < 7; i++) {
      assertThat(items.get(i).get("error").asString()).startsWith("data must be an object");
    }
    assertThat(items.get(7).get("error").asString()).startsWith("size is not known");
    assertThat(items.get(8).get("status").asString()).isEqualTo("success");
    assertThat(agent.json("/api/tasks/" + task).get("title").asString()).isEqualTo("Good");
  }
}
