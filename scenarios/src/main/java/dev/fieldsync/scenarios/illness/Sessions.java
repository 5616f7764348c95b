package dev.fieldsync.scenarios.illness;

import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.system.Connections;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What a person or a script beside Fieldsync does in its database. Nothing of it is kept. */
final class Sessions {

  private static final String READ = "select count(*) from public.template_library where false";

  /** A lock that nobody else knows, as a script would take it on a row. */
  private static final String LOCK = "select pg_advisory_xact_lock(4711)";

  private static final String HOLD = "select pg_sleep(0.2)";

  private static final int CONTENDERS = 5;

  private Sessions() {}

  /** Opens a transaction, reads in it, and forgets it. */
  static Cause forgetTransaction(Connections servers) {
    Connection connection = servers.database();
    try (Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(READ);
      return () -> close(connection);
    } catch (SQLException e) {
      close(connection);
      throw new ScenarioFailure("PostgreSQL refuses: " + e.getMessage(), e);
    }
  }

  /** Several sessions that want the same lock, each for a while. */
  static Cause contend(Connections servers) {
    return Loops.start(CONTENDERS, () -> lockForAWhile(servers));
  }

  private static Void lockForAWhile(Connections servers) throws SQLException {
    try (Connection connection = servers.database();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 0; i < 10; i++) {
        statement.execute(LOCK);
        statement.execute(HOLD);
        connection.rollback();
      }
    }
    return null;
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new ScenarioFailure("A connection cannot be closed: " + e.getMessage(), e);
    }
  }
}
