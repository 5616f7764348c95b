package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.servers.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets every commit of sessions to come take a tenth of a second, as a slow disk would. */
final class SlowCommits {

  private static final String SUPERUSER = "postgres";

  private SlowCommits() {}

  static void begin(Servers servers) {
    execute(servers, "alter role " + Servers.USER + " set commit_delay = 100000");
    execute(servers, "alter role " + Servers.USER + " set commit_siblings = 0");
  }

  private static void execute(Servers servers, String sql) {
    try (Connection connection = DriverManager.getConnection(servers.jdbcUrl(), SUPERUSER, "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new ScenarioFailure("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }
}
