package dev.fieldsync.campaignworker.campaign;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Rows on their way into a table by {@code COPY}, in its text format (PostgreSQL's manual, COPY,
 * "Text Format"). Not thread-safe.
 */
final class CopyRows {

  private final String copy;
  private final StringBuilder text = new StringBuilder();
  private boolean atStart = true;

  /**
   * Begins with no row.
   *
   * @param copy a {@code copy ... from stdin}
   */
  CopyRows(String copy) {
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
  void end() {
    text.append('\n');
    atStart = true;
  }

  /** Sends the rows and forgets them. */
  void send(Connection connection) throws SQLException {
    CopyIn stream = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(copy);
    try {
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      stream.writeToCopy(bytes, 0, bytes.length);
      stream.endCopy();
    } finally {
      if (stream.isActive()) {
        stream.cancelCopy();
      }
    }
    text.setLength(0);
  }
}
