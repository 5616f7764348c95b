package dev.fieldsync.campaignworker.job;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Binds rows to a statement that takes them as one array per column, to be put together by {@code
 * unnest}: one round trip and one plan, however many rows. The statement is planned anew each time:
 * the queue is empty one moment and has a hundred thousand rows the next, and a plan that was right
 * for the one searches the whole table in the other. Not thread-safe.
 *
 * @param <R> a row
 */
final class Rows<R> {

  private final PreparedStatement statement;
  private final List<R> rows;
  private int next = 1;

  Rows(PreparedStatement statement, List<R> rows) throws SQLException {
    this.statement = statement;
    this.rows = rows;
    statement.unwrap(PGStatement.class).setPrepareThreshold(0);
  }

  /**
   * Binds the next column.
   *
   * @param type PostgreSQL's name of the column's type
   */
  void column(String type, Function<R, @Nullable Object> value) throws SQLException {
    Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
  }

  /** Binds the next parameter that is no column. */
  void value(Object value) throws SQLException {
    statement.setObject(next++, value);
  }
}
