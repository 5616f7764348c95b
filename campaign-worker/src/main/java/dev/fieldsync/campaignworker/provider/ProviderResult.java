package dev.fieldsync.campaignworker.provider;

import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a call of a provider ended, as far as we know. Immutable.
 *
 * @param <T> what an accepted call gives
 */
public sealed interface ProviderResult<T> {

  /** The provider did it. */
  record Accepted<T>(T value) implements ProviderResult<T> {}

  /**
   * It may work later, and it may have been done: a time-out, a lost connection, the provider's own
   * failure. Costs an attempt.
   *
   * @param reason for people; without secrets
   * @param retryAfter how long to wait at least, null when nobody said
   */
  record Transient<T>(String reason, @Nullable Duration retryAfter) implements ProviderResult<T> {}

  /**
   * Not done, and no fault of the job: there were too many calls, or the provider keeps failing and
   * was not called. Costs no attempt.
   *
   * @param reason for people; without secrets
   * @param retryAfter how long to wait at least, more than zero
   */
  record RateLimited<T>(String reason, Duration retryAfter) implements ProviderResult<T> {}

  /**
   * Not done, and it never will be.
   *
   * @param reason for people; without secrets
   */
  record Permanent<T>(String reason) implements ProviderResult<T> {}

  /** Returns the same outcome with another value. */
  default <R> ProviderResult<R> map(Function<? super T, ? extends R> change) {
    if (this instanceof Accepted<T> accepted) {
      return new Accepted<>(change.apply(accepted.value()));
    }
    return failure();
  }

  /**
   * Returns this failure as one of another kind of call.
   *
   * @throws IllegalStateException when the call was accepted
   */
  default <R> ProviderResult<R> failure() {
    if (this instanceof Transient<T> failed) {
      return new Transient<>(failed.reason(), failed.retryAfter());
    }
    if (this instanceof RateLimited<T> limited) {
      return new RateLimited<>(limited.reason(), limited.retryAfter());
    }
    if (this instanceof Permanent<T> failed) {
      return new Permanent<>(failed.reason());
    }
    throw new IllegalStateException("The call was accepted");
  }
}
