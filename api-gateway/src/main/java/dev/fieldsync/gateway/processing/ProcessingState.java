package dev.fieldsync.gateway.processing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the processing of an organization's templates stands.
 *
 * @param paused whether nothing is processed
 * @param pause who wanted it so, {@code null} when it is not paused
 * @param waiting templates that wait for their turn or their time; this and the other numbers count
 *     100,000 templates at most
 * @param due those of them whose time has come
 * @param running templates that a processor works on
 * @param failed templates that are out of attempts
 * @param oldestDueMs for how many milliseconds the first of those that are due has been so
 * @param cooldownMs how long a template is left alone after a user update
 * @param failures the newest of those that are out of attempts
 * @param backfill the newest one that concerns the organization
 */
record ProcessingState(
    boolean paused,
    @Nullable Pause pause,
    long waiting,
    long due,
    long running,
    long failed,
    @Nullable Long oldestDueMs,
    long cooldownMs,
    List<Failure> failures,
    @Nullable BackfillView backfill) {

  /**
   * A pause.
   *
   * @param by who wanted it
   * @param at since when (database clock)
   * @param reason why, if somebody said so
   * @param scope {@code organization} or {@code all}
   */
  record Pause(String by, Instant at, @Nullable String reason, String scope) {}

  /**
   * A template that could not be processed and is left alone until somebody edits it or asks.
   *
   * @param reason what the last attempt ran into
   * @param attempts how many there were
   * @param at when it was given up (database clock)
   */
  record Failure(UUID templateId, @Nullable String reason, int attempts, Instant at) {}

  /** What is in the table, see above. */
  record Counts(long waiting, long due, long running, long failed, @Nullable Long oldestDueMs) {}
}
