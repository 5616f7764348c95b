package dev.fieldsync.local.device;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation that a person made on a device, with all that is known of it from outside.
 *
 * @param id its identity, as it was sent
 * @param device where it was made
 * @param title what it made of the task's; of a deletion what the person saw
 * @param completed what it made of this, {@code null} when it left this alone
 * @param claimedAt its {@code updated_at}, as it was sent
 * @param receivedAt when the server took it for the first time
 * @param basis what the person saw when making it, {@code null} for a new task
 * @param basisIsSure whether nothing can have changed between seeing and making
 */
record Written(
    String id,
    String device,
    String taskId,
    String operation,
    String title,
    @Nullable Boolean completed,
    Instant claimedAt,
    Instant receivedAt,
    @Nullable Written basis,
    boolean basisIsSure) {

  private static final Duration CLOCK_AHEAD = Duration.ofSeconds(60);
  private static final Map<String, Integer> RANK = Map.of("create", 1, "update", 2, "delete", 3);

  boolean isDeletion() {
    return operation.equals("delete");
  }

  /** The time that counts. */
  Instant time() {
    Instant latest = receivedAt.plus(CLOCK_AHEAD);
    Instant own = claimedAt.isAfter(latest) ? latest : claimedAt;
    // Made in knowledge of its basis, it comes after it.
    return basis == null || isLater(own, basis) ? own : basis.time().plusMillis(1);
  }

  /** Whether this write wins over that one, whichever arrives first. */
  boolean beats(Written other) {
    return isLater(time(), other);
  }

  private boolean isLater(Instant time, Written other) {
    int byTime = time.compareTo(other.time());
    if (byTime != 0) {
      return byTime > 0;
    }
    int byRank = RANK.get(operation).compareTo(RANK.get(other.operation));
    if (byRank != 0) {
      return byRank > 0;
    }
    int byClaim = claimedAt.compareTo(other.claimedAt);
    return byClaim != 0 ? byClaim > 0 : id.compareTo(other.id) > 0;
  }

  @Override
  public String toString() {
    return "%s %s \"%s\" on %s, claims %s, counts as %s, made seeing %s (%s)"
        .formatted(
            id,
            operation,
            title,
            device,
            claimedAt,
            time(),
            basis == null ? "nothing" : basis.id(),
            basisIsSure ? "sure" : "unsure");
  }
}
