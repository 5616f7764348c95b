package dev.fieldsync.gateway.template;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads templates again that somebody wanted and that an event made old, so that the next read
 * finds them. A template is loaded at most every {@link #PAUSE_MS} from here however often it
 * changes, and only when it was wanted since. Bounded and thread-safe.
 */
final class TemplateRefresh implements AutoCloseable {

  static final long PAUSE_MS = 50;

  private static final Logger log = LoggerFactory.getLogger(TemplateRefresh.class);
  private static final int MAX_SCHEDULED = 1_000;

  private final TemplateCache cache;
  private final TemplateReads reads;
  private final CacheStatistics statistics;
  private final ScheduledExecutorService executor;
  private final LongSupplier nanoTime;
  private final Set<UUID> scheduled = ConcurrentHashMap.newKeySet();

  TemplateRefresh(
      TemplateCache cache,
      TemplateReads reads,
      CacheStatistics statistics,
      ScheduledExecutorService executor,
      LongSupplier nanoTime) {
    this.cache = cache;
    this.reads = reads;
    this.statistics = statistics;
    this.executor = executor;
    this.nanoTime = nanoTime;
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
    Future<?> unused =
        executor.schedule(
            () -> refresh(id), Math.max(0, PAUSE_MS - sinceLoad), TimeUnit.MILLISECONDS);
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

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
