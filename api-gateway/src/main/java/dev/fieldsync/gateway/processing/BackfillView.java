package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.processing.Backfill.Status;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backfill as people see it.
 *
 * @param scope {@code organization} or {@code all}
 * @param done the share of its templates that it is through with, 0 to 1
 * @param etaMs about how many milliseconds it still takes, {@code null} unless it runs
 */
record BackfillView(
    UUID id,
    String scope,
    String status,
    long total,
    long queued,
    long changed,
    long unchanged,
    long failed,
    long waiting,
    double done,
    int templatesPerSecond,
    boolean adopt,
    String startedBy,
    Instant startedAt,
    String statusBy,
    Instant statusAt,
    @Nullable Instant finishedAt,
    @Nullable Long etaMs) {

  private static final double STEPS = 10_000;

  static BackfillView of(Backfill backfill) {
    return new BackfillView(
        backfill.id(),
        backfill.scope().code(),
        backfill.status().code(),
        backfill.total(),
        backfill.queued(),
        backfill.changed(),
        backfill.unchanged(),
        backfill.failed(),
        backfill.waiting(),
        done(backfill),
        backfill.templatesPerSecond(),
        backfill.adopt(),
        backfill.startedBy(),
        backfill.startedAt(),
        backfill.statusBy(),
        backfill.statusAt(),
        backfill.finishedAt(),
        eta(backfill));
  }

  /** Templates come and go while it runs, so only its status says that it is done. */
  private static double done(Backfill backfill) {
    if (backfill.status() == Status.DONE) {
      return 1;
    }
    double share = (double) backfill.finished() / Math.max(1, backfill.total());
    return Math.floor(Math.min(share, 1) * STEPS) / STEPS;
  }

  /** As fast as so far, and never faster than it is allowed to be. */
  private static @Nullable Long eta(Backfill backfill) {
    if (backfill.status() != Status.RUNNING) {
      return null;
    }
    double left = Math.max(0, backfill.total() - backfill.finished());
    double atBest = left * 1_000 / backfill.templatesPerSecond();
    double asSoFar = left * backfill.elapsedMs() / Math.max(1, backfill.finished());
    return (long) (backfill.finished() == 0 ? atBest : Math.max(atBest, asSoFar));
  }
}
