package dev.fieldsync.taskagent.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;

/**
 * Brings the file to the newest form, one numbered script after the other; {@code user_version}
 * says which ran. A script and its number are one transaction, so a kill in between leaves the form
 * before it.
 */
public final class Migrations {

  /** In order; one that was released is never changed. */
  private static final List<String> SCRIPTS =
      List.of(
          "/db/1__tasks.sql",
          "/db/2__status_follows_queue.sql",
          "/db/3__status_when_read.sql",
          "/db/4__fetch_again.sql",
          "/db/5__ready_to_send.sql");

  private Migrations() {}

  /**
   * Runs the scripts that have not run yet.
   *
   * @throws IllegalStateException when the file is of a newer program
   */
  public static void run(DataSource dataSource) {
    try (Connection connection = dataSource.getConnection()) {
      int version = version(connection);
      if (version > SCRIPTS.size()) {
        throw new IllegalStateException(
            "The file of tasks was written by a newer version of this program (form %d, known is %d)."
                    .formatted(version, SCRIPTS.size())
                + " Nothing was changed; start that version.");
      }
      connection.setAutoCommit(false);
      for (int next = version; next < SCRIPTS.size(); next++) {
        apply(connection, next);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The file of tasks cannot be opened: " + e.getMessage(), e);
    }
  }

  private static void apply(Connection connection, int index) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String each : script(SCRIPTS.get(index)).split(";\\s*\\n", -1)) {
        if (!each.isBlank()) {
          statement.execute(each);
        }
      }
      statement.execute("pragma user_version = " + (index + 1));
      connection.commit();
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("pragma user_version")) {
      row.next();
      return row.getInt(1);
    }
  }

  private static String script(String name) {
    try (InputStream script = Migrations.class.getResourceAsStream(name)) {
      if (script == null) {
        throw new IllegalStateException(name + " is missing in this program");
      }
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
