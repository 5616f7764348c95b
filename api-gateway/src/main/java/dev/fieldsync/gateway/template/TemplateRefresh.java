package dev.fieldsync.gateway.template;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads templates again that somebody wanted and that an event made old, so that the next read
 * finds them. A template is loaded at most every {@link #PAUSE_MS} from here however often it
 * changes, and only when it was wanted since. Bounded and thread-safe.
 */
final class TemplateRefresh {

  static final long PAUSE_MS = 50;

  private static final Logger log = LoggerFactory.getLogger(TemplateRefresh.class);
  private static final int MAX_SCHEDULED = 1_000;

  private final TemplateCache cache;
  private final TemplateReads reads;
  private final CacheStatistics statistics;
  private final Timer timer;
  private final LongSupplier nanoTime;
  private final Set<UUID> scheduled = ConcurrentHashMap.newKeySet();

  TemplateRefresh(
      TemplateCache cache,
      TemplateReads reads,
      CacheStatistics statistics,
      Timer timer,
      LongSupplier nanoTime) {
    this.cache = cache;
    this.reads = reads;
    this.statistics = statistics;
    this.timer = timer;
    this.nanoTime = nanoTime;
  }

  /** Runs something later, on a thread of its own. */
  interface Timer {
    void schedule(Runnable task, long delayMs);
  }

  /** Loads a template soon if that is worth it; returns at once. */
  void maybeRefresh(UUID id) {
    CachedTemplate entry = cache.find(id);
    if (entry == null
        || !entry.isWanted()
        || !cache.isOutdated(id, entry)
        || scheduled.size() >= MAX_SCHEDULED
        || !scheduled.add(id)) {
      return;
    }
    long sinceLoad = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - entry.loadedAt());
    timer.schedule(() -> refresh(id), Math.max(0, PAUSE_MS - sinceLoad));
  }

  private void refresh(UUID id) {
    // Before the load: what is heard from here on wants another one.
    scheduled.remove(id);
    CachedTemplate entry = cache.find(id);
    if (entry == null || !cache.isOutdated(id, entry)) {
      return;
    }
    try {
      reads.read(id);
      statistics.refreshed();
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("templateId", id)
          .log("A changed template cannot be loaded ahead; its next reader will");
    }
  }
}
