package dev.fieldsync.campaignworker.provider;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door to one provider: every call goes through it, is counted, and is held back when too many
 * are open or the provider keeps failing. Thread-safe; no thread ever waits in it.
 */
public final class ProviderCalls {

  /** Nobody knows when one of the open calls ends; they take about as long. */
  private static final Duration BOUND_WAIT = Duration.ofMillis(100);

  private final String provider;
  private final int maxInFlight;
  private final Semaphore places;
  private final Breaker breaker;
  private final ProviderMetrics metrics;

  /**
   * Creates the door.
   *
   * @param provider a short name for numbers, logs and reasons
   */
  public ProviderCalls(
      String provider,
      CallLimits limits,
      BreakerSettings breaker,
      MeterRegistry meters,
      Clock clock) {
    this.provider = provider;
    this.maxInFlight = limits.maxInFlight();
    this.places = new Semaphore(maxInFlight);
    this.breaker = new Breaker(provider, breaker, clock);
    this.metrics =
        new ProviderMetrics(provider, maxInFlight, meters, this::inFlight, this.breaker::state);
  }

  /** Returns the provider's name. */
  public String provider() {
    return provider;
  }

  /** Returns how many calls are open. */
  public int inFlight() {
    return maxInFlight - places.availablePermits();
  }

  /** Returns how many more calls may be opened: work to claim, not a promise. */
  public int free() {
    return places.availablePermits();
  }

  /**
   * Makes a call, or says at once why not: {@code RateLimited} when too many are open, and with the
   * remaining wait when the provider keeps failing, since nothing was tried.
   *
   * @return never fails; an exception of the call becomes {@code Transient}
   */
  public <T> CompletableFuture<ProviderResult<T>> run(
      Supplier<CompletableFuture<ProviderResult<T>>> call) {
    if (!places.tryAcquire()) {
      metrics.heldBackByBound();
      return CompletableFuture.completedFuture(
          new ProviderResult.RateLimited<>(
              maxInFlight + " calls of " + provider + " are open, as many as are allowed",
              BOUND_WAIT));
    }
    Duration wait = breaker.waitBeforeCall();
    if (wait != null) {
      places.release();
      metrics.heldBackByBreaker();
      return CompletableFuture.completedFuture(
          new ProviderResult.RateLimited<>(
              provider + " keeps failing and is not called for now", wait));
    }
    long began = System.nanoTime();
    return started(call).handle((result, error) -> ended(result, error, System.nanoTime() - began));
  }

  private <T> ProviderResult<T> ended(
      @Nullable ProviderResult<T> result, @Nullable Throwable error, long nanos) {
    ProviderResult<T> ended = result != null ? result : CallFailures.of(provider, error);
    places.release();
    breaker.ended(ended, nanos);
    metrics.ended(ended, nanos);
    return ended;
  }

  private static <T> CompletableFuture<ProviderResult<T>> started(
      Supplier<CompletableFuture<ProviderResult<T>>> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
