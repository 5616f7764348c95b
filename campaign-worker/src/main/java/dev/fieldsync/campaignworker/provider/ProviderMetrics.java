package dev.fieldsync.campaignworker.provider;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * The numbers of one provider, each tagged {@code provider}: {@code fieldsync.provider.calls}, how
 * many calls ended in which {@code outcome} and how long they took; {@code
 * fieldsync.provider.held.back}, how many were not made and by what ({@code bound}, {@code
 * breaker}); {@code fieldsync.provider.in.flight} and how many may be, {@code
 * fieldsync.provider.max.in.flight}; {@code fieldsync.provider.breaker}, 0 closed, 1 on trial, 2
 * open. Thread-safe.
 */
final class ProviderMetrics {

  private final Timer accepted;
  private final Timer failed;
  private final Timer limited;
  private final Timer permanent;
  private final Counter atBound;
  private final Counter atBreaker;

  ProviderMetrics(
      String provider,
      int maxInFlight,
      MeterRegistry meters,
      IntSupplier inFlight,
      IntSupplier breakerState) {
    accepted = timer(provider, "accepted", meters);
    failed = timer(provider, "transient", meters);
    limited = timer(provider, "rate_limited", meters);
    permanent = timer(provider, "permanent", meters);
    atBound = heldBack(provider, "bound", meters);
    atBreaker = heldBack(provider, "breaker", meters);
    gauge("fieldsync.provider.in.flight", provider, inFlight, meters);
    gauge("fieldsync.provider.max.in.flight", provider, () -> maxInFlight, meters);
    gauge("fieldsync.provider.breaker", provider, breakerState, meters);
  }

  void ended(ProviderResult<?> result, long nanos) {
    timer(result).record(nanos, TimeUnit.NANOSECONDS);
  }

  void heldBackByBound() {
    atBound.increment();
  }

  void heldBackByBreaker() {
    atBreaker.increment();
  }

  private Timer timer(ProviderResult<?> result) {
    if (result instanceof ProviderResult.Accepted) {
      return accepted;
    }
    if (result instanceof ProviderResult.RateLimited) {
      return limited;
    }
    return result instanceof ProviderResult.Permanent ? permanent : failed;
  }

  private static Timer timer(String provider, String outcome, MeterRegistry meters) {
    return Timer.builder("fieldsync.provider.calls")
        .description("Calls of a provider by outcome")
        .tags("provider", provider, "outcome", outcome)
        .publishPercentileHistogram()
        .minimumExpectedValue(Duration.ofMillis(1))
        .maximumExpectedValue(Duration.ofMinutes(1))
        .register(meters);
  }

  private static Counter heldBack(String provider, String by, MeterRegistry meters) {
    return Counter.builder("fieldsync.provider.held.back")
        .description("Calls of a provider that were not made")
        .tags("provider", provider, "by", by)
        .register(meters);
  }

  private static void gauge(String name, String provider, IntSupplier value, MeterRegistry meters) {
    Gauge.builder(name, value, IntSupplier::getAsInt)
        .tag("provider", provider)
        .strongReference(true)
        .register(meters);
  }
}
