package dev.fieldsync.campaigns.campaign;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows that stream into a table by {@code COPY}, in its text format (PostgreSQL's manual, COPY,
 * "Text Format"): the server takes them in while the next ones are read. While there are rows on
 * their way the connection can do nothing else. Not thread-safe.
 */
final class CopyRows implements AutoCloseable {

  private static final int BUFFER = 64 * 1024;

  private final Connection connection;
  private final String copy;
  private final StringBuilder text = new StringBuilder(BUFFER + BUFFER / 4);
  private boolean atStart = true;
  private @Nullable CopyIn stream;

  /**
   * Begins with no row.
   *
   * @param copy a {@code copy ... from stdin}
   */
  CopyRows(Connection connection, String copy) {
    this.connection = connection;
    this.copy = copy;
  }

  /** Adds the next column of the row. */
  CopyRows column(@Nullable String value) {
    if (!atStart) {
      text.append('\t');
    }
    atStart = false;
    if (value == null) {
      text.append("\\N");
      return this;
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> text.append(c);
      }
    }
    return this;
  }

  /** Ends the row. */
  void end() throws SQLException {
    text.append('\n');
    atStart = true;
    if (text.length() >= BUFFER) {
      send();
    }
  }

  private void send() throws SQLException {
    CopyIn open = stream;
    if (open == null) {
      open = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
      stream = open;
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    open.writeToCopy(bytes, 0, bytes.length);
    text.setLength(0);
  }

  /** Waits until all rows are in the table; more may follow. */
  void finish() throws SQLException {
    if (!text.isEmpty()) {
      send();
    }
    if (stream != null) {
      stream.endCopy();
      stream = null;
    }
  }

  /** Takes back what was not finished, so that the connection can roll back. */
  @Override
  public void close() throws SQLException {
    if (stream != null && stream.isActive()) {
      stream.cancelCopy();
    }
  }
}
