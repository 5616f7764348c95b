package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.servers.Servers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Lets every commit of sessions to come take longer, as a slow disk would. */
final class SlowCommits {

  private static final String SUPERUSER = "postgres";

  private SlowCommits() {}

  /** Begins; each commit takes at least so many milliseconds, 1 to 100. */
  static void begin(Servers servers, int millis) {
    execute(servers, "alter role " + Servers.USER + " set commit_delay = " + millis * 1_000);
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
