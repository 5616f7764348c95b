package dev.fieldsync.fieldprocessor.processing;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows to a statement that takes them as one array per column, to be put together by {@code
 * unnest}: one round trip and one plan, however many rows. Not thread-safe.
 *
 * @param <R> a row
 */
final class Columns<R> {

  private final PreparedStatement statement;
  private final List<R> rows;
  private int next = 1;

  Columns(PreparedStatement statement, List<R> rows) {
    this.statement = statement;
    this.rows = rows;
  }

  /**
   * Binds the next column.
   *
   * @param type PostgreSQL's name of the column's type
   */
  void set(String type, Function<R, @Nullable Object> value) throws SQLException {
    Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
  }

  /** Returns the index of the next parameter that is no column, and passes over it. */
  int next() {
    return next++;
  }
}
