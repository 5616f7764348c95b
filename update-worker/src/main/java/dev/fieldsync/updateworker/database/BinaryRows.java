package dev.fieldsync.updateworker.database;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * New rows in the form that PostgreSQL's {@code COPY ... (format binary)} takes: neither side makes
 * text of them, and the table's pages are filled many rows at a time. Each row is begun, then gets
 * its values in the order of the columns. Not thread-safe.
 */
public final class BinaryRows {

  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };

  private static final int HEADER_BYTES = SIGNATURE.length + 2 * Integer.BYTES;
  private static final int NULL_LENGTH = -1;
  private static final short END = -1;
  private static final long SECONDS_TO_2000 = 946_684_800L;
  private static final long MICROS_PER_SECOND = 1_000_000L;
  private static final int NANOS_PER_MICRO = 1_000;

  private final short columns;
  private ByteBuffer bytes = ByteBuffer.allocate(1 << 16);

  /**
   * Begins without rows.
   *
   * @param columns how many values each row has
   */
  public BinaryRows(int columns) {
    this.columns = (short) columns;
    bytes.put(SIGNATURE).putInt(0).putInt(0);
  }

  /** Begins the next row. */
  public BinaryRows row() {
    room(Short.BYTES).putShort(columns);
    return this;
  }

  /** Adds a {@code text}. */
  public BinaryRows text(@Nullable String value) {
    if (value == null) {
      room(Integer.BYTES).putInt(NULL_LENGTH);
      return this;
    }
    byte[] text = value.getBytes(StandardCharsets.UTF_8);
    room(Integer.BYTES + text.length).putInt(text.length).put(text);
    return this;
  }

  /** Adds a {@code uuid}. */
  public BinaryRows uuid(UUID value) {
    room(Integer.BYTES + 2 * Long.BYTES)
        .putInt(2 * Long.BYTES)
        .putLong(value.getMostSignificantBits())
        .putLong(value.getLeastSignificantBits());
    return this;
  }

  /** Adds a {@code boolean}. */
  public BinaryRows bool(boolean value) {
    room(Integer.BYTES + 1).putInt(1).put((byte) (value ? 1 : 0));
    return this;
  }

  /** Adds a {@code bigint}. */
  public BinaryRows number(@Nullable Long value) {
    if (value == null) {
      room(Integer.BYTES).putInt(NULL_LENGTH);
    } else {
      room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }
    return this;
  }

  /** Adds a {@code timestamptz}, in microseconds. */
  public BinaryRows time(Instant value) {
    long seconds = value.getEpochSecond() - SECONDS_TO_2000;
    return number(
        Math.addExact(
            Math.multiplyExact(seconds, MICROS_PER_SECOND), value.getNano() / NANOS_PER_MICRO));
  }

  /**
   * Copies the rows, if there are any, as a part of the current transaction.
   *
   * @param sql {@code copy <table> (<columns>) from stdin (format binary)}
   */
  public void copy(JdbcTemplate jdbc, String sql) {
    if (bytes.position() == HEADER_BYTES) {
      return;
    }
    room(Short.BYTES).putShort(END);
    jdbc.execute(
        (ConnectionCallback<Long>) connection -> copy(connection.unwrap(PGConnection.class), sql));
  }

  private long copy(PGConnection connection, String sql) throws SQLException {
    CopyIn copy = connection.getCopyAPI().copyIn(sql);
    try {
      copy.writeToCopy(bytes.array(), 0, bytes.position());
      return copy.endCopy();
    } finally {
      if (copy.isActive()) {
        copy.cancelCopy();
      }
    }
  }

  private ByteBuffer room(int wanted) {
    if (bytes.remaining() < wanted) {
      int needed = Math.addExact(bytes.position(), wanted);
      bytes = ByteBuffer.allocate(Math.max(needed, 2 * bytes.capacity())).put(bytes.flip());
    }
    return bytes;
  }
}
