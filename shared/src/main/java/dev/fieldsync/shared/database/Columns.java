package dev.fieldsync.shared.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows to a statement that takes them as one array per column, to be put together by {@code
 * unnest}: one round trip and one plan, however many rows. Not thread-safe.
 *
 * @param <R> a row
 */
public final class Columns<R> {

  private final PreparedStatement statement;
  private final List<R> rows;
  private int next;

  /** Begins at the statement's first parameter. */
  public Columns(PreparedStatement statement, List<R> rows) {
    this(statement, rows, 1);
  }

  private Columns(PreparedStatement statement, List<R> rows, int next) {
    this.statement = statement;
    this.rows = rows;
    this.next = next;
  }

  /** Returns the columns of other rows, which begin where these end. */
  public <O> Columns<O> then(List<O> others) {
    return new Columns<>(statement, others, next);
  }

  /**
   * Binds the next column.
   *
   * @param type PostgreSQL's name of the column's type
   */
  public void set(String type, Function<R, @Nullable Object> value) throws SQLException {
    Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    bind(type, values);
  }

  /** Binds the next column, of {@code bigint}s; sent as they are instead of as text. */
  public void setLongs(ToLongFunction<R> value) throws SQLException {
    bind("int8", rows.stream().mapToLong(value).boxed().toArray(Long[]::new));
  }

  /** Binds the next column, of {@code integer}s; sent as they are instead of as text. */
  public void setInts(ToIntFunction<R> value) throws SQLException {
    bind("int4", rows.stream().mapToInt(value).boxed().toArray(Integer[]::new));
  }

  private void bind(String type, Object[] values) throws SQLException {
    statement.setArray(next++, statement.getConnection().createArrayOf(type, values));
  }

  /** Binds the next parameter that is no column. */
  public void value(@Nullable Object value) throws SQLException {
    statement.setObject(next++, value);
  }
}
