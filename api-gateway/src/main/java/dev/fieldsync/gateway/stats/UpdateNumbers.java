package dev.fieldsync.gateway.stats;

import dev.fieldsync.gateway.events.AcknowledgementListener;
import dev.fieldsync.gateway.events.TemplateEventListener;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.Source;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Counts what becomes of updates: of all of them, since every gateway reads every event, but for
 * the latency, which is that of the answers that this gateway gave. Since its start. A version that
 * the background processor made is no update of anybody's. Thread-safe.
 */
@Component
class UpdateNumbers implements TemplateEventListener, AcknowledgementListener {

  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final RateWindow rate;
  private final Map<UpdateStatus, Counter> decided = new EnumMap<>(UpdateStatus.class);
  private final Map<Attempt.Outcome, Counter> attempts = new EnumMap<>(Attempt.Outcome.class);
  private final Counter retries;
  private final Counter detected;
  private final Counter resolved;
  private final Timer latency;

  UpdateNumbers(MeterRegistry meters, Clock clock) {
    rate = new RateWindow(clock);
    for (UpdateStatus status : UpdateStatus.values()) {
      if (status != UpdateStatus.PENDING) {
        decided.put(status, meters.counter("fieldsync.updates.decided", "status", status.code()));
      }
    }
    for (Attempt.Outcome outcome : Attempt.Outcome.values()) {
      attempts.put(
          outcome, meters.counter("fieldsync.updates.attempts", "outcome", outcome.code()));
    }
    retries = meters.counter("fieldsync.updates.retries");
    detected = meters.counter("fieldsync.updates.conflicts", "kind", "detected");
    resolved = meters.counter("fieldsync.updates.conflicts", "kind", "resolved");
    latency =
        Timer.builder("fieldsync.updates.latency")
            .description("From the acceptance of an update to the answer to its sender")
            .publishPercentiles(0.5, 0.95, 0.99)
            .percentilePrecision(2)
            .publishPercentileHistogram()
            .minimumExpectedValue(Duration.ofMillis(1))
            .maximumExpectedValue(Duration.ofSeconds(30))
            .distributionStatisticExpiry(WINDOW)
            .distributionStatisticBufferLength(6)
            .register(meters);
  }

  /**
   * How long senders waited for their answers in about the last minute.
   *
   * @param count since the start
   * @param p50 milliseconds; {@code null}, as the others, when there was no answer of late
   */
  record Latency(long count, @Nullable Double p50, @Nullable Double p95, @Nullable Double p99) {}

  @Override
  public void onEvent(TemplateEvent event) {
    if (event.source() == Source.BACKGROUND) {
      return;
    }
    rate.add();
    Counter status = decided.get(event.status());
    if (status != null) {
      status.increment();
    }
    for (Attempt attempt : event.attempts()) {
      Counter outcome = attempts.get(attempt.outcome());
      if (outcome != null) {
        outcome.increment();
      }
    }
    retries.increment(Math.max(0, event.attempts().size() - 1));
    int met = conflicts(event);
    detected.increment(met);
    if (event.status() == UpdateStatus.APPLIED) {
      resolved.increment(met);
    }
  }

  /**
   * Another writer in between, seen by a compare-and-set, by the sender's precondition or by a
   * three-way merge.
   */
  private static int conflicts(TemplateEvent event) {
    int met = event.conflicts().size();
    for (Attempt attempt : event.attempts()) {
      met += attempt.outcome() == Attempt.Outcome.VERSION_MISS ? 1 : 0;
    }
    return event.status() == UpdateStatus.CONFLICT ? met + 1 : met;
  }

  @Override
  public void onAcknowledged(TemplateEvent event, Instant at) {
    Duration took = Duration.between(event.timings().acceptedAt(), at);
    latency.record(took.isNegative() ? Duration.ZERO : took);
  }

  double perSecond(int lastSeconds) {
    return rate.perSecond(lastSeconds);
  }

  Map<String, Long> decided() {
    Map<String, Long> counts = new LinkedHashMap<>();
    decided.forEach((status, counter) -> counts.put(status.code(), (long) counter.count()));
    return counts;
  }

  long retries() {
    return (long) retries.count();
  }

  long conflictsDetected() {
    return (long) detected.count();
  }

  long conflictsResolved() {
    return (long) resolved.count();
  }

  Latency latency() {
    HistogramSnapshot snapshot = latency.takeSnapshot();
    return new Latency(
        snapshot.count(),
        percentile(snapshot, 0.5),
        percentile(snapshot, 0.95),
        percentile(snapshot, 0.99));
  }

  private static @Nullable Double percentile(HistogramSnapshot snapshot, double which) {
    for (ValueAtPercentile value : snapshot.percentileValues()) {
      double milliseconds = value.value(TimeUnit.MILLISECONDS);
      if (value.percentile() == which && milliseconds > 0) {
        return Math.round(milliseconds * 10) / 10.0;
      }
    }
    return null;
  }
}
