package dev.fieldsync.taskagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls about tasks, without a server. */
class TasksIT {

  @TempDir static Path folder;
  private static AgentHarness agent;

  @BeforeAll
  static void start() {
    agent = new AgentHarness(folder.resolve("tasks.db"), URI.create("http://127.0.0.1:9"));
  }

  @AfterAll
  static void stop() {
    agent.close();
  }

  @Test
  void aTaskIsCreatedChangedAndDeletedWithoutAServer() {
    HttpResponse<String> created =
        agent.send("POST", "/api/tasks", "{\"title\":\"Roof\",\"description\":\"North\"}");
    assertThat(created.statusCode()).isEqualTo(201);
    String path = created.headers().firstValue("Location").orElseThrow();
    JsonNode task = AgentHarness.json(created);
    assertThat(task.get("sync_status").asString()).isEqualTo("pending");
    assertThat(task.get("server_id").isNull()).isTrue();

    JsonNode changed = AgentHarness.json(agent.send("PUT", path, "{\"completed\":true}"));
    assertThat(changed.get("title").asString()).isEqualTo("Roof");
    assertThat(changed.get("description").asString()).isEqualTo("North");
    assertThat(Instant.parse(changed.get("updated_at").asString()))
        .isAfter(Instant.parse(task.get("updated_at").asString()));
    assertThat(agent.send("PUT", path, changed.toString()).statusCode()).isEqualTo(200);

    assertThat(agent.send("DELETE", path, "").statusCode()).isEqualTo(204);
    for (HttpResponse<String> gone :
        List.of(agent.get(path), agent.send("PUT", path, "{}"), agent.send("DELETE", path, ""))) {
      assertThat(gone.statusCode()).isEqualTo(404);
      assertThat(AgentHarness.json(gone).get("error").asString()).contains("no task");
      assertThat(AgentHarness.json(gone).get("path").asString()).isEqualTo(path);
      assertThat(AgentHarness.json(gone).get("timestamp").isString()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{};/title;title",
        "{\"title\":\" \"};/title;title",
        "{\"title\":7};/title;title",
        "{\"title\":\"t\",\"description\":1};/description;description",
        "{\"title\":\"t\",\"completed\":1};/completed;completed",
        "{\"title\":\"t\",\"id\":\"1\"};/id;id",
        "{\"title\":\"t\",\"colour\":\"red\"};/colour;colour",
        "{\"title\":\"t\",\"created_at\":\"2020-01-01T00:00:00Z\"};/created_at;created_at",
        "{\"title\":\"t\",\"is_deleted\":true};/is_deleted;is_deleted cannot be set",
        "{\"title\":\"t\",\"server_id\":\"s\"};/server_id;server_id",
        "[];'';The body",
      })
  void whatIsWrongWithAFieldIsSaid(String body, String path, String error) {
    HttpResponse<String> refused = agent.send("POST", "/api/tasks", body);

    assertRefused(refused, path, error);
  }

  private static void assertRefused(HttpResponse<String> refused, String path, String error) {
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
    assertThat(AgentHarness.json(refused).at("/errors/0/path").asString()).isEqualTo(path);
    assertThat(AgentHarness.json(refused).get("error").asString()).startsWith(error);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{\"is_deleted\":true};is_deleted",
        "{\"updated_at\":\"2199-01-01T00:00:00Z\"};updated_at",
        "{\"updated_at\":7};updated_at",
        "{\"version\":5};version",
        "{\"sync_status\":\"synced\"};sync_status",
        "{\"created_at\":\"2020-01-01T00:00:00Z\"};created_at",
        "{\"server_id\":\"s\"};server_id",
        "{\"last_synced_at\":\"2020-01-01T00:00:00Z\"};last_synced_at",
        "{\"id\":\"00000000-0000-4000-8000-000000000001\"};id",
        "{\"colour\":\"red\"};colour",
      })
  void whatNobodySetsIsRefusedByItsName(String body, String field) {
    JsonNode task = AgentHarness.json(agent.send("POST", "/api/tasks", "{\"title\":\"Roof\"}"));
    String path = "/api/tasks/" + task.get("id").asString();

    assertRefused(agent.send("PUT", path, body), "/" + field, field);
    assertThat(agent.json(path)).isEqualTo(task);
  }

  @Test
  void aTaskMayBeSentBackAsItWasReadThoughASyncHasMovedOn() {
    JsonNode task = AgentHarness.json(agent.send("POST", "/api/tasks", "{\"title\":\"Roof\"}"));
    String path = "/api/tasks/" + task.get("id").asString();
    ObjectNode read = ((ObjectNode) task).put("sync_status", "in-progress").put("title", "Cellar");

    assertThat(agent.send("PUT", path, read.toString()).statusCode()).isEqualTo(200);

    assertRefused(agent.send("PUT", path, read.toString()), "/updated_at", "updated_at");
    assertThat(agent.json(path).get("title").asString()).isEqualTo("Cellar");
  }

  @Test
  void anIdIsTheSameInCapitals() {
    String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    agent.send("POST", "/api/tasks", "{\"id\":\"%s\",\"title\":\"Roof\"}".formatted(id));

    assertThat(agent.get("/api/tasks/" + id).statusCode()).isEqualTo(200);
    assertThat(agent.send("DELETE", "/api/tasks/" + id, "").statusCode()).isEqualTo(204);
  }

  @Test
  void theFileKeepsItsRules() {
    JdbcTemplate file = agent.bean(JdbcTemplate.class);

    assertThat(file.queryForObject("pragma foreign_keys", Integer.class)).isEqualTo(1);
    assertThat(file.queryForObject("pragma journal_mode", String.class)).isEqualTo("wal");
    assertThat(file.queryForObject("pragma synchronous", Integer.class)).isEqualTo(2);
    assertThat(file.queryForObject("pragma user_version", Integer.class)).isEqualTo(5);
  }
}
