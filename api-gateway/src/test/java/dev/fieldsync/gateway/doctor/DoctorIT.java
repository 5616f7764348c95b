package dev.fieldsync.gateway.doctor;

import static dev.fieldsync.gateway.Tokens.SECRET;
import static dev.fieldsync.gateway.Tokens.bearer;
import static dev.fieldsync.gateway.Tokens.editor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.gateway.GatewayHarness;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DoctorIT {

  private static final String OPERATOR =
      bearer(SECRET, "org", List.of("operator"), Duration.ofHours(1));

  @Test
  void namesWhatHoldsTheSystemUpToOperatorsOnly() throws Exception {
    try (GatewayHarness gateway =
            new GatewayHarness(List.of("fieldsync.gateway.jwt-secret=" + SECRET));
        Connection holder = gateway.workspace().dataSource().getConnection();
        Connection waiter = gateway.workspace().dataSource().getConnection()) {
      holder.setAutoCommit(false);
      lock(holder);
      Thread waiting = new Thread(() -> lockQuietly(waiter));
      waiting.start();

      assertThat(gateway.get("/api/doctor", "Authorization", editor("org")).statusCode())
          .isEqualTo(403);
      HttpResponse<String> response = gateway.get("/api/doctor", "Authorization", OPERATOR);
      holder.rollback();
      waiting.join();

      assertThat(response.statusCode()).isEqualTo(200);
      JsonNode checkup = GatewayHarness.json(response);
      assertThat(checkup.path("healthy").asBoolean(true)).isFalse();
      assertThat(checkup.path("diagnoses").path(0).path("bottleneck").asString())
          .isEqualTo("lock-contention");
      assertThat(checkup.at("/symptoms/processes/0/service").asString()).isEqualTo("api-gateway");
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("select pg_advisory_xact_lock(1)");
    }
  }

  private static void lockQuietly(Connection connection) {
    try {
      lock(connection);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
