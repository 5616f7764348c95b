package dev.fieldsync.gateway.processing;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code fieldsync.field_backfill}.
 *
 * @param scope whose templates
 * @param total how many templates there were at its start
 * @param queued how many of them it has queued
 * @param waiting how many of these wait or are being worked on
 * @param statusBy who started, paused, resumed or cancelled it last
 * @param elapsedMs milliseconds since its start (database clock)
 */
record Backfill(
    UUID id,
    Scope scope,
    Status status,
    long total,
    long queued,
    long changed,
    long unchanged,
    long failed,
    long waiting,
    int templatesPerSecond,
    boolean adopt,
    String startedBy,
    Instant startedAt,
    String statusBy,
    Instant statusAt,
    @Nullable Instant finishedAt,
    long elapsedMs) {

  /** Where a backfill stands. */
  enum Status {
    RUNNING("running"),
    PAUSED("paused"),
    CANCELLED("cancelled"),
    DONE("done");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    /** Returns the name in JSON and in the database. */
    String code() {
      return code;
    }

    static Status of(String code) {
      for (Status status : values()) {
        if (status.code.equals(code)) {
          return status;
        }
      }
      throw new IllegalArgumentException("A backfill has the status " + code);
    }
  }

  /** Returns how many templates it is through with. */
  long finished() {
    return changed + unchanged + failed;
  }
}
