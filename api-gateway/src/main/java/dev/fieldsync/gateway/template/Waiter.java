package dev.fieldsync.gateway.template;

import dev.fieldsync.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * One caller of {@link Rounds}. Exactly one thing happens to it: an answer, a failure, being told
 * to lead, or giving up; whoever comes second is told so and can turn to somebody else.
 */
final class Waiter<K, V> {

  private final K key;
  private final Supplier<Rounds.@Nullable Answer<V>> known;
  private final CompletableFuture<Outcome<V>> outcome = new CompletableFuture<>();

  /** The answer of one who leads, whose outcome is taken. */
  private Rounds.@Nullable Answer<V> ownAnswer;

  Waiter(K key, Supplier<Rounds.@Nullable Answer<V>> known) {
    this.key = key;
    this.known = known;
  }

  /** An answer, a failure, or neither: lead. */
  private record Outcome<V>(Rounds.@Nullable Answer<V> answer, @Nullable Throwable failure) {}

  K key() {
    return key;
  }

  boolean isSettled() {
    return outcome.isDone();
  }

  void answer(Rounds.Answer<V> answer) {
    if (!outcome.complete(new Outcome<>(answer, null))) {
      ownAnswer = answer;
    }
  }

  void fail(Throwable failure) {
    outcome.complete(new Outcome<>(null, failure));
  }

  /** Tells this caller to run the next round; {@code false} when it has given up. */
  boolean lead() {
    return outcome.complete(new Outcome<>(null, null));
  }

  /** Gives this caller the answer that is known by now, if one is. */
  boolean settleIfKnown() {
    Rounds.Answer<V> answer = known.get();
    if (answer == null) {
      return false;
    }
    answer(answer);
    return true;
  }

  /** Returns what a leader has got in its own round. */
  Rounds.Answer<V> answered() {
    Rounds.Answer<V> own = ownAnswer;
    if (own == null) {
      own = outcome.join().answer();
    }
    if (own == null) {
      throw new IllegalStateException("A round ended without an answer for who ran it");
    }
    return own;
  }

  /** Waits; empty when it is this caller's turn to lead. */
  Optional<Rounds.Answer<V>> await(Duration patience) {
    Outcome<V> happened = settled(patience);
    if (happened.failure() instanceof RuntimeException failure) {
      throw failure;
    }
    if (happened.failure() instanceof Error failure) {
      throw failure;
    }
    return Optional.ofNullable(happened.answer());
  }

  private Outcome<V> settled(Duration patience) {
    try {
      return outcome.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return givenUp(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return givenUp(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("An outcome is never exceptional", e);
    }
  }

  /** What happened in the last moment still counts: who was told to lead has to. */
  private Outcome<V> givenUp(Exception cause) {
    ProblemException problem =
        ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "DatabaseUnavailable",
            "The database does not answer in time. Try again in a second.");
    problem.initCause(cause);
    outcome.complete(new Outcome<>(null, problem));
    return outcome.join();
  }
}
