package dev.fieldsync.campaignworker.job;

import dev.fieldsync.shared.database.Columns;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGStatement;

/** Binds rows to a statement of the queue. */
final class Rows {

  private Rows() {}

  /**
   * Begins to bind rows to a statement that is planned anew each time: there are no jobs one moment
   * and a hundred thousand the next, and a plan that was right for the one searches the whole table
   * in the other.
   */
  static <R> Columns<R> plannedAnew(PreparedStatement statement, List<R> rows) throws SQLException {
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    return new Columns<>(statement, rows);
  }
}
