package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.processing.ProcessingState.Counts;
import dev.fieldsync.gateway.stats.ProcessingBacklog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Asks the database once a second at the most, however many ask. Thread-safe. */
@Component
class CachedBacklog implements ProcessingBacklog {

  private static final Logger log = LoggerFactory.getLogger(CachedBacklog.class);
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ProcessingTable table;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  /** Guarded by the lock, as when it was asked for. */
  private @Nullable Backlog latest;

  private long askedAt;

  CachedBacklog(ProcessingTable table) {
    this.table = table;
  }

  @Override
  public Backlog current() {
    oneAtATime.lock();
    try {
      Backlog known = latest;
      if (known == null || System.nanoTime() - askedAt > FRESH_NANOS) {
        known = ask();
        latest = known;
        askedAt = System.nanoTime();
      }
      return known;
    } finally {
      oneAtATime.unlock();
    }
  }

  private Backlog ask() {
    try {
      Counts counts = table.countAll();
      return new Backlog(counts.waiting(), counts.due(), counts.oldestDueMs());
    } catch (DataAccessException e) {
      log.atDebug().setCause(e).log("What waits for processing is not known");
      return new Backlog(null, null, null);
    }
  }
}
