package dev.fieldsync.updateworker.template;

import dev.fieldsync.updateworker.database.DatabaseErrors;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * How often and after how long an undecided update is tried: at once, then after about 100, 200 and
 * 400 ms, each give or take a fifth so that workers do not meet again. Thread-safe.
 */
@Component
class UpdateRetry {

  static final int MAX_ATTEMPTS = 4;

  private static final RetryConfig CONFIG =
      RetryConfig.<Boolean>custom()
          .maxAttempts(MAX_ATTEMPTS)
          .intervalFunction(
              IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(100), 2.0, 0.2))
          .retryOnResult(allDecided -> !allDecided)
          .retryOnException(error -> DatabaseErrors.of(error) == DatabaseErrors.UNAVAILABLE)
          .build();

  private final UpdateProgressPublisher progress;

  UpdateRetry(UpdateProgressPublisher progress) {
    this.progress = progress;
  }

  /**
   * Runs attempts until one says that all is decided.
   *
   * @return whether all is decided
   * @throws RuntimeException the last attempt's, when the database is away
   */
  boolean untilDecided(UndecidedUpdates undecided, BooleanSupplier attempt) {
    Retry retry = Retry.of("template-updates", CONFIG);
    retry
        .getEventPublisher()
        .onRetry(
            event -> {
              long waitMs = event.getWaitInterval().toMillis();
              undecided.waiting(waitMs);
              progress.retrying(undecided, waitMs);
            });
    return retry.executeSupplier(attempt::getAsBoolean);
  }
}
