package dev.fieldsync.scenarios.bench.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.bench.RunningPeer;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
  private static RunningPeer peer;

  @BeforeAll
  static void start() {
    peer = RunningPeer.start(JpaPeerApplication.builder(), WORKSPACE);
  }

  @AfterAll
  static void stop() {
    peer.close();
  }

  @Test
  void anUpdateIsMergedAndAnsweredWithTheNewVersion() throws Exception {
    String path = create("Merged");

    JsonNode updated =
        json(peer.send("PATCH", path, "{\"field_definitions\": {\"b\": {\"label\": \"B\"}}}"));

    assertThat(updated.at("/field_definitions/a/label").asString()).isEqualTo("A");
    assertThat(updated.at("/field_definitions/b/label").asString()).isEqualTo("B");
    assertThat(updated.get("version").asLong()).isEqualTo(1);
    assertThat(json(peer.send("GET", path, ""))).isEqualTo(updated);
  }

  @Test
  void anUpdateThatIsAlwaysTooLateIsTriedAgainAndThenAnsweredWith409() throws Exception {
    String path = create("Contended");
    try (var connection = WORKSPACE.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(LET_NO_UPDATE_THROUGH);
    }

    HttpResponse<String> answer =
        peer.send("PATCH", path, "{\"field_definitions\": {\"a\": null}}");

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(json(peer.send("GET", path, "")).at("/field_definitions/a/label").asString())
        .isEqualTo("A");
  }

  private static String create(String name) throws Exception {
    UUID id = UUID.randomUUID();
    HttpResponse<String> created =
        peer.send(
            "POST",
            "/api/templates",
            """
            {"id": "%s", "name": "%s", "field_definitions": {"a": {"label": "A"}}}\
            """
                .formatted(id, name));
    assertThat(created.statusCode()).isEqualTo(201);
    return "/api/templates/" + id;
  }

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }
}
