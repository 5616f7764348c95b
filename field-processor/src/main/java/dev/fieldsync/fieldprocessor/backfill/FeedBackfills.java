package dev.fieldsync.fieldprocessor.backfill;

import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Moves backfills on, a few templates at a time. Any number of processors may try; one at a time
 * feeds one backfill. Thread-safe.
 */
@Component
class FeedBackfills {

  private static final Logger log = LoggerFactory.getLogger(FeedBackfills.class);

  /** A processor that was away for a while does not make up for it all at once. */
  private static final double MAX_BURST_SECONDS = 1;

  /** How many of one backfill may wait in the queue at once. */
  private static final int MAX_WAITING = 2_000;

  private final Backfills backfills;
  private final TransactionTemplate transaction;

  FeedBackfills(Backfills backfills, TransactionTemplate transaction) {
    this.backfills = backfills;
    this.transaction = transaction;
  }

  /** Feeds what is due; what does not get through is tried again at the next turn. */
  @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT0.25S")
  void runOnce() {
    try {
      for (UUID id : backfills.running()) {
        transaction.executeWithoutResult(status -> feed(id, status));
      }
      List<UUID> done = backfills.finish();
      done.forEach(
          id -> log.atInfo().addKeyValue("backfillId", id).log("A backfill has come to its end"));
    } catch (TransientDataAccessException e) {
      log.atDebug().setCause(e).log("Backfills were not fed; trying again at the next turn");
    }
  }

  private void feed(UUID id, TransactionStatus status) {
    if (!backfills.tryLock(id)) {
      return;
    }
    backfills
        .find(id)
        .ifPresent(
            backfill -> {
              double seconds = Math.min(backfill.secondsSinceFed(), MAX_BURST_SECONDS);
              long allowed = (long) (seconds * backfill.templatesPerSecond());
              long room = MAX_WAITING - backfill.waiting();
              int count = (int) Math.min(allowed, room);
              if (count > 0 && !backfills.feed(backfill, count)) {
                // Cancelled or paused in this moment.
                status.setRollbackOnly();
              }
            });
  }
}
