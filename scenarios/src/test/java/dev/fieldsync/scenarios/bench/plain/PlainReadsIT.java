package dev.fieldsync.scenarios.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.bench.RunningPeer;
import dev.fieldsync.testing.Backends;
import dev.fieldsync.testing.Workspace;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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
  private static RunningPeer peers;

  @BeforeAll
  static void start() throws Exception {
    try (Connection connection =
            DriverManager.getConnection(
                WORKSPACE.jdbcUrl(), WORKSPACE.username(), WORKSPACE.password());
        Statement statement = connection.createStatement()) {
      statement.execute(ONE_TEMPLATE);
    }
    peers = RunningPeer.start(PlainReadsApplication.builder(), WORKSPACE);
  }

  @AfterAll
  static void stop() {
    peers.close();
  }

  @Test
  void theCacheAnswersWhatWasPutIntoItAndNothingElse() throws Exception {
    assertThat(peers.send("GET", "/cached/" + ID, "").statusCode()).isEqualTo(404);

    assertThat(peers.send("PUT", "/cached/" + ID, "{\"id\": 1}").statusCode()).isEqualTo(204);

    assertThat(peers.send("GET", "/cached/" + ID, "").body()).isEqualTo("{\"id\": 1}");
  }

  @Test
  void theDatabaseIsReadEachTime() throws Exception {
    assertThat(peers.send("GET", "/direct/" + UUID.randomUUID(), "").statusCode()).isEqualTo(404);

    JsonNode template = JsonMapper.shared().readTree(peers.send("GET", "/direct/" + ID, "").body());

    assertThat(template.path("id").asString()).isEqualTo(ID.toString());
    assertThat(template.at("/field_definitions/a/label").asString()).isEqualTo("A");
    assertThat(template.path("version").asString()).isEqualTo("1-0");
  }
}
