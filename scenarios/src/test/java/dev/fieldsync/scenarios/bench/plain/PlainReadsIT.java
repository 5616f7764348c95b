package dev.fieldsync.scenarios.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PlainReadsIT {

  private static final UUID ID = UUID.randomUUID();

  private static final String ONE_TEMPLATE =
      """
      create table template_library (
        id uuid primary key, name text, sections jsonb, field_definitions jsonb,
        inspection_variants jsonb, version text, updated_at timestamptz,
        last_user_update timestamptz, organization_id text);
      insert into template_library values
        ('%s', 'Fire safety', '[]', '{"a": {"label": "A"}}', null, '1-0', now(), null, 'bench');
      """
          .formatted(ID);

  private static final Workspace WORKSPACE = Backends.shared().newWorkspace();
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static ConfigurableApplicationContext peers;

  @BeforeAll
  static void start() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                WORKSPACE.jdbcUrl(), WORKSPACE.username(), WORKSPACE.password());
        Statement statement = connection.createStatement()) {
      statement.execute(ONE_TEMPLATE);
    }
    peers =
        PlainReadsApplication.builder()
            .run(
                "--server.port=0",
                "--spring.datasource.url=" + WORKSPACE.jdbcUrl(),
                "--spring.datasource.username=" + WORKSPACE.username(),
                "--spring.datasource.password=" + WORKSPACE.password());
  }

  @AfterAll
  static void stop() {
    peers.close();
  }

  @Test
  void theCacheAnswersWhatWasPutIntoItAndNothingElse() throws Exception {
    assertThat(send("GET", "/cached/" + ID, "").statusCode()).isEqualTo(404);

    assertThat(send("PUT", "/cached/" + ID, "{\"id\": 1}").statusCode()).isEqualTo(204);

    assertThat(send("GET", "/cached/" + ID, "").body()).isEqualTo("{\"id\": 1}");
  }

  @Test
  void theDatabaseIsReadEachTime() throws Exception {
    assertThat(send("GET", "/direct/" + UUID.randomUUID(), "").statusCode()).isEqualTo(404);

    JsonNode template = JsonMapper.shared().readTree(send("GET", "/direct/" + ID, "").body());

    assertThat(template.path("id").asString()).isEqualTo(ID.toString());
    assertThat(template.at("/field_definitions/a/label").asString()).isEqualTo("A");
    assertThat(template.path("version").asString()).isEqualTo("1-0");
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    int port = ((WebServerApplicationContext) peers).getWebServer().getPort();
    return HTTP.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
