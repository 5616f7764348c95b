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
        "{};title",
        "{\"title\":\" \"};title",
        "{\"title\":7};title",
        "{\"title\":\"t\",\"description\":1};description",
        "{\"title\":\"t\",\"completed\":1};completed",
        "{\"title\":\"t\",\"id\":\"1\"};id",
        "{\"title\":\"t\",\"colour\":\"red\"};colour",
        "[];The body",
      })
  void whatIsWrongWithAFieldIsSaid(String body, String field) {
    HttpResponse<String> refused = agent.send("POST", "/api/tasks", body);

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(AgentHarness.json(refused).get("errors").get(0).get("path").asString())
        .isEqualTo(field);
    assertThat(AgentHarness.json(refused).get("error").asString()).startsWith(field);
  }

  @Test
  void anIdIsTheSameInCapitals() {
    String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
    agent.send("POST", "/api/tasks", "{\"id\":\"%s\",\"title\":\"Roof\"}".formatted(id));

    assertThat(agent.get("/api/tasks/" + id).statusCode()).isEqualTo(200);
    assertThat(agent.send("DELETE", "/api/tasks/" + id, "").statusCode()).isEqualTo(204);
  }

  @Test
  void brokenJsonAndUnknownPathsAreNoInternalErrors() {
    assertThat(agent.send("POST", "/api/tasks", "{").statusCode()).isEqualTo(400);
    assertThat(agent.get("/api/nothing").statusCode()).isEqualTo(404);
    assertThat(agent.send("PATCH", "/api/tasks", "{}").statusCode()).isEqualTo(405);
    assertThat(agent.get("/api/tasks/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
  }

  @Test
  void theFileKeepsItsRules() {
    JdbcTemplate file = agent.bean(JdbcTemplate.class);

    assertThat(file.queryForObject("pragma foreign_keys", Integer.class)).isEqualTo(1);
    assertThat(file.queryForObject("pragma journal_mode", String.class)).isEqualTo("wal");
    assertThat(file.queryForObject("pragma synchronous", Integer.class)).isEqualTo(2);
    assertThat(file.queryForObject("pragma user_version", Integer.class)).isEqualTo(3);
  }
}
