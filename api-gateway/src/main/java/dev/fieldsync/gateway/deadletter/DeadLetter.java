package dev.fieldsync.gateway.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter with all that it holds. Immutable.
 *
 * @param summary what lists show of it
 * @param exceptionClass the class of the exception that put it aside
 * @param key the record's key, UTF-8
 * @param value the record's value
 * @param headers the record's headers and, as {@code kafka_dlt-*}, what was said when it was put
 *     aside
 * @param history what people did with it, oldest first
 * @param replays the dead letters that its replays have become, oldest first
 */
record DeadLetter(
    DeadLetterSummary summary,
    @Nullable String exceptionClass,
    @Nullable RecordBytes key,
    @Nullable RecordBytes value,
    List<RecordHeader> headers,
    List<Action> history,
    List<UUID> replays) {

  UUID id() {
    return summary.deadLetterId();
  }

  DeadLetterStatus status() {
    return summary.status();
  }

  /** Returns the same dead letter with what became of it. */
  DeadLetter with(List<Action> actions, List<UUID> deadLettersOfReplays) {
    return new DeadLetter(
        summary, exceptionClass, key, value, headers, actions, deadLettersOfReplays);
  }

  /** A header of the record. */
  record RecordHeader(String name, @Nullable RecordBytes value) {

    /** Says whether it came with the record, not when that was put aside. */
    boolean isOfRecord() {
      return !name.startsWith("kafka_dlt-");
    }
  }

  /**
   * What somebody did.
   *
   * @param action {@code replayed} or {@code dropped}
   * @param actor who
   * @param at when
   * @param reason why, of a drop
   * @param updateId what it was sent as, of a replay
   */
  record Action(
      String action, String actor, Instant at, @Nullable String reason, @Nullable UUID updateId) {}
}
