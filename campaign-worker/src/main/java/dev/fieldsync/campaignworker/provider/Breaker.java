package dev.fieldsync.campaignworker.provider;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves a provider alone that keeps failing. A refusal for being too many says nothing about the
 * provider's health, and one for good says that it is well. Thread-safe.
 */
final class Breaker {

  private static final Logger log = LoggerFactory.getLogger(Breaker.class);

  /** While the trial calls are out, nobody knows how long they take. */
  private static final Duration TRIAL_WAIT = Duration.ofSeconds(1);

  private final CircuitBreaker breaker;
  private final Clock clock;
  private final Duration open;
  private volatile Instant closesAt = Instant.EPOCH;

  Breaker(String provider, BreakerSettings settings, Clock clock) {
    this.clock = clock;
    this.open = settings.open();
    this.breaker =
        CircuitBreaker.of(
            provider,
            CircuitBreakerConfig.custom()
                .clock(clock)
                .recordResult(result -> result instanceof ProviderResult.Transient)
                .failureRateThreshold(settings.failurePercent())
                .slidingWindowSize(settings.window())
                .minimumNumberOfCalls(settings.minimumCalls())
                .waitDurationInOpenState(settings.open())
                .permittedNumberOfCallsInHalfOpenState(settings.trialCalls())
                .build());
    breaker.getEventPublisher().onStateTransition(event -> changed(provider));
  }

  /** Returns null when a call may go out, else how long nothing is called. */
  @Nullable Duration waitBeforeCall() {
    if (breaker.tryAcquirePermission()) {
      return null;
    }
    Duration left = Duration.between(clock.instant(), closesAt);
    return left.isNegative() || left.isZero() ? TRIAL_WAIT : left;
  }

  void ended(ProviderResult<?> result, long nanos) {
    if (result instanceof ProviderResult.RateLimited) {
      breaker.releasePermission();
    } else {
      breaker.onResult(nanos, TimeUnit.NANOSECONDS, result);
    }
  }

  /** Returns 0 when calls go out, 1 when some are let through to try, 2 when none are. */
  int state() {
    return switch (breaker.getState()) {
      case OPEN, FORCED_OPEN -> 2;
      case HALF_OPEN -> 1;
      case CLOSED, DISABLED, METRICS_ONLY -> 0;
    };
  }

  private void changed(String provider) {
    if (breaker.getState() == CircuitBreaker.State.OPEN) {
      closesAt = clock.instant().plus(open);
      log.atWarn()
          .addKeyValue("provider", provider)
          .addKeyValue("openMs", open.toMillis())
          .log("A provider keeps failing; it is not called for a while, then tried again");
    } else {
      log.atInfo()
          .addKeyValue("provider", provider)
          .addKeyValue("state", breaker.getState())
          .log("The circuit breaker of a provider changed its state");
    }
  }
}
