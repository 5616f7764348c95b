package dev.fieldsync.gateway.template;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * Counts what reads found, since the start of this gateway. Also the metrics {@code
 * fieldsync_cache_reads_total} by result, {@code fieldsync_cache_checks_total} (queries), {@code
 * fieldsync_cache_loads_total} (templates) and {@code fieldsync_cache_refreshes_total}.
 * Thread-safe.
 */
@Component
public class CacheStatistics {

  private final Counter hits;
  private final Counter unchecked;
  private final Counter misses;
  private final Counter absent;
  private final Counter checks;
  private final Counter loads;
  private final Counter refreshes;

  CacheStatistics(MeterRegistry registry) {
    hits = reads(registry, "hit");
    unchecked = reads(registry, "unchecked");
    misses = reads(registry, "miss");
    absent = reads(registry, "absent");
    checks =
        Counter.builder("fieldsync.cache.checks")
            .description("Queries that checked versions, each for all reads that waited for it")
            .register(registry);
    loads =
        Counter.builder("fieldsync.cache.loads")
            .description("Templates read from the database")
            .register(registry);
    refreshes =
        Counter.builder("fieldsync.cache.refreshes")
            .description("Templates loaded because of an event, before anybody asked for them")
            .register(registry);
  }

  /** Returns how many reads were served from memory, checked or with {@code max-stale}. */
  public long hits() {
    return count(hits) + count(unchecked);
  }

  /** Returns how many reads had to wait for a template to be loaded. */
  public long misses() {
    return count(misses);
  }

  /** Returns how many templates were loaded ahead because of an event. */
  public long refreshes() {
    return count(refreshes);
  }

  void read(TemplateReads.Result result) {
    (result.hit() ? hits : misses).increment();
  }

  void readUnchecked() {
    unchecked.increment();
  }

  void readAbsent() {
    absent.increment();
  }

  void checked() {
    checks.increment();
  }

  void loaded(int templates) {
    loads.increment(templates);
  }

  void refreshed() {
    refreshes.increment();
  }

  private static Counter reads(MeterRegistry registry, String result) {
    return Counter.builder("fieldsync.cache.reads")
        .description("Reads of a template: hit is checked and from memory, unchecked is max-stale")
        .tag("result", result)
        .register(registry);
  }

  private static long count(Counter counter) {
    return (long) counter.count();
  }
}
