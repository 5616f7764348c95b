package dev.fieldsync.doctor.symptom;

import org.jspecify.annotations.Nullable;

/**
 * The database's sessions, averages over many looks.
 *
 * @param active sessions that did something or waited in the middle of it
 * @param waitingForLock those of them that waited for another transaction
 * @param waitingForDisk those of them that waited for the disk or a standby
 * @param blocker who held the lock when most waited; {@code null} when nobody waited
 * @param oldest the transaction that was open for longest; {@code null} when there was none
 * @param sessions that are connected
 * @param maxConnections that may be
 */
public record DatabaseSymptoms(
    double active,
    double waitingForLock,
    double waitingForDisk,
    @Nullable Session blocker,
    @Nullable Session oldest,
    int sessions,
    int maxConnections) {

  /**
   * A session.
   *
   * @param pid of its process
   * @param application as it calls itself
   * @param state as in {@code pg_stat_activity}
   * @param transactionSeconds for how long its transaction is open
   * @param query its last one, cut off
   */
  public record Session(
      int pid, String application, String state, double transactionSeconds, String query) {

    /** Returns it in a few words. */
    public String text() {
      return "%s (pid %d, %s), open for %.0f s: %s"
          .formatted(
              application.isBlank() ? "a session" : application,
              pid,
              state,
              transactionSeconds,
              query.isBlank() ? "no query is shown" : query);
    }
  }
}
