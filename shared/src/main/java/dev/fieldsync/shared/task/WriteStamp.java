package dev.fieldsync.shared.task;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * What decides which of two writes of one task wins: the greater stamp does. A total order, so that
 * the winner does not depend on the order in which writes arrive; only a write and its own
 * repetition are equal.
 *
 * <p>The later {@code updated_at} wins; at the same time delete over update over create; then the
 * later time as the device gave it, which keeps the order of one device whose clock was bounded;
 * then the operation id that is greater as text.
 *
 * @param updatedAt when the writer says it happened, {@link #bounded}
 * @param action what was done
 * @param claimedAt when the writer says it happened, whatever it says
 * @param operationId identity of the write
 */
public record WriteStamp(Instant updatedAt, TaskAction action, Instant claimedAt, UUID operationId)
    implements Comparable<WriteStamp> {

  private static final Comparator<WriteStamp> ORDER =
      Comparator.comparing(WriteStamp::updatedAt)
          .thenComparing(WriteStamp::action)
          .thenComparing(WriteStamp::claimedAt)
          .thenComparing(stamp -> stamp.operationId().toString());

  @Override
  public int compareTo(WriteStamp other) {
    return ORDER.compare(this, other);
  }

  /** Says whether this write replaces that one. */
  public boolean beats(WriteStamp other) {
    return compareTo(other) > 0;
  }

  /**
   * Returns the time that counts: a clock that runs wild must not win for ever. Later times stay at
   * least as late, so that one device's writes keep their order.
   *
   * @param receivedAt the server's time when it took the write
   * @param ahead how far in the future a time may lie
   */
  public static Instant bounded(Instant claimedAt, Instant receivedAt, Duration ahead) {
    Instant latest = receivedAt.plus(ahead);
    return claimedAt.isAfter(latest) ? latest : claimedAt;
  }

  /**
   * Returns the stamp of a write that was made in knowledge of another one, seen or made before by
   * the same device: that is no conflict, whatever the clocks say, so it comes after it.
   */
  public WriteStamp after(WriteStamp known) {
    return beats(known)
        ? this
        : new WriteStamp(known.updatedAt().plusMillis(1), action, claimedAt, operationId);
  }
}
