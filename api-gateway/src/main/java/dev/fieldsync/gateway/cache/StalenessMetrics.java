package dev.fieldsync.gateway.cache;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * What the observer sees, as {@code fieldsync_stale_reads_total}, {@code
 * fieldsync_stale_entries_total}, {@code fieldsync_invalidation_delay_seconds}, {@code
 * fieldsync_invalidation_everywhere_seconds} and {@code fieldsync_invalidations_late_total}.
 * Thread-safe.
 */
@Component
class StalenessMetrics {

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(60)
  };

  private final Counter staleReads;
  private final Counter staleEntries;
  private final Counter late;
  private final Timer here;
  private final Timer everywhere;

  StalenessMetrics(MeterRegistry registry) {
    staleReads =
        Counter.builder("fieldsync.stale.reads")
            .description("Sampled reads that were older than acknowledged before; must stay 0")
            .register(registry);
    staleEntries =
        Counter.builder("fieldsync.stale.entries")
            .description("Sampled cache entries older than acknowledged; not served, harmless")
            .register(registry);
    late =
        Counter.builder("fieldsync.invalidations.late")
            .description(
                "Sampled entries of gateways that had not heard of an event after a second")
            .register(registry);
    here =
        Timer.builder("fieldsync.invalidation.delay")
            .description("From the publication of an event to the cache of this gateway")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    everywhere =
        Timer.builder("fieldsync.invalidation.everywhere")
            .description("From the publication of a sampled event to the cache of every gateway")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
  }

  void staleRead() {
    staleReads.increment();
  }

  void staleEntry() {
    staleEntries.increment();
  }

  void late() {
    late.increment();
  }

  void invalidated(Duration delay) {
    here.record(delay);
  }

  void invalidatedEverywhere(Duration delay) {
    everywhere.record(delay);
  }
}
