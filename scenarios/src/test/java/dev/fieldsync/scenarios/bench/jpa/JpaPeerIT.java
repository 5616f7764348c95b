package dev.fieldsync.scenarios.bench.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The peer must be good at what it is compared in. */
class JpaPeerIT {

  /** A statement that finds the row and changes nothing looks like a writer who was faster. */
  private static final String LET_NO_UPDATE_THROUGH =
      """
      create function keep() returns trigger language plpgsql as 'begin return null; end';
      create trigger keep before update on jpa_peer_template
        for each row when (old.name = 'Contended') execute function keep();
      """;

  private static final Workspace WORKSPACE = Backends.shared().newWorkspace();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext peer;

  @BeforeAll
  static void start() {
    peer =
        JpaPeerApplication.builder()
            .run(
                "--server.port=0",
                "--spring.datasource.url=" + WORKSPACE.jdbcUrl(),
                "--spring.datasource.username=" + WORKSPACE.username(),
                "--spring.datasource.password=" + WORKSPACE.password());
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  @Test
  void anUpdateIsMergedAndAnsweredWithTheNewVersion() throws Exception {
    String path = create("Merged");

    JsonNode updated =
        json(send("PATCH", path, "{\"field_definitions\": {\"b\": {\"label\": \"B\"}}}"));

    assertThat(updated.at("/field_definitions/a/label").asString()).isEqualTo("A");
    assertThat(updated.at("/field_definitions/b/label").asString()).isEqualTo("B");
    assertThat(updated.get("version").asLong()).isEqualTo(1);
    assertThat(json(send("GET", path, ""))).isEqualTo(updated);
  }

  @Test
  void anUpdateThatIsAlwaysTooLateIsTriedAgainAndThenAnsweredWith409() throws Exception {
    String path = create("Contended");
    try (var connection = WORKSPACE.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(LET_NO_UPDATE_THROUGH);
    }

    HttpResponse<String> answer = send("PATCH", path, "{\"field_definitions\": {\"a\": null}}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(send("GET", path, "")).at("/field_definitions/a/label").asString())
        .isEqualTo("A");
  }

  private static String create(String name) throws Exception {
    UUID id = UUID.randomUUID();
    HttpResponse<String> created =
        send(
            "POST",
            "/api/templates",
            """
            {"id": "%s", "name": "%s", "field_definitions": {"a": {"label": "A"}}}"""
                .formatted(id, name));
    assertThat(created.statusCode()).isEqualTo(201);
    return "/api/templates/" + id;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    int port = ((WebServerApplicationContext) peer).getWebServer().getPort();
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
