package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Publishes an update and waits for its event; the way on is {@code template-updates}, where a
 * worker takes it. No thread waits. Thread-safe.
 */
@Component
class TemplateUpdates {

  private static final Logger log = LoggerFactory.getLogger(TemplateUpdates.class);

  private final AwaitedUpdates awaited;
  private final UpdateRequestPublisher publisher;
  private final Clock clock;

  TemplateUpdates(AwaitedUpdates awaited, UpdateRequestPublisher publisher, Clock clock) {
    this.awaited = awaited;
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * Submits a change.
   *
   * @return what became of it; empty when it is durable but not decided within the time that the
   *     sender is willing to wait; exceptionally with a {@link ProblemException} when it could not
   *     be made durable
   */
  CompletableFuture<Optional<TemplateEvent>> submit(Change change, Trace trace) {
    Change.Terms terms = change.terms();
    CompletableFuture<Optional<TemplateEvent>> decided =
        awaited.add(terms.update()).thenApply(Optional::of);
    return publisher
        .publish(change.request(), trace)
        .handle(
            (published, error) -> {
              if (error != null) {
                awaited.remove(terms.update());
                throw notPublished(terms.update(), trace, error);
              }
              return patience(terms);
            })
        .thenCompose(
            patience ->
                patience.isZero()
                    ? CompletableFuture.completedFuture(decided.getNow(Optional.empty()))
                    : decided.completeOnTimeout(
                        Optional.empty(), patience.toMillis(), TimeUnit.MILLISECONDS))
        .whenComplete(
            (outcome, error) -> {
              if (outcome != null && outcome.isEmpty()) {
                awaited.answered(terms.update());
              }
            });
  }

  private Duration patience(Change.Terms terms) {
    if (terms.preferences().respondAsync()) {
      return Duration.ZERO;
    }
    Duration spent = Duration.between(terms.update().acceptedAt(), clock.instant());
    Duration left = terms.preferences().maxWait().minus(spent);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /** The brokers may have it all the same: only the same key makes sending it again safe. */
  private static ProblemException notPublished(
      AcceptedUpdate update, Trace trace, Throwable error) {
    log.atError()
        .setCause(error)
        .addKeyValue("updateId", update.updateId())
        .addKeyValue("templateId", update.templateId())
        .addKeyValue("traceId", trace.traceId())
        .log("Kafka did not take an update; its sender was told to send it again");
    return ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "QueueUnavailable",
            "The update could not be made durable in time. Send it again with the header"
                + " Idempotency-Key: "
                + update.updateId()
                + "; it will not be applied twice.")
        .with(Map.of("updateId", update.updateId()));
  }
}
