package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.events.TemplateEventListener;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.UpdateProperties;
import dev.fieldsync.shared.update.ProcessingOutcome;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The persons' requests for processing that wait at this gateway. Bounded, thread-safe, and without
 * a thread of its own: the outcome that names a request completes the future.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class AwaitedRuns implements TemplateEventListener {

  private final ConcurrentHashMap<UUID, CompletableFuture<ProcessingOutcome>> waiting =
      new ConcurrentHashMap<>();

  private final int maxWaiting;

  AwaitedRuns(UpdateProperties properties) {
    maxWaiting = properties.maxWaiting();
  }

  /**
   * Begins to await a request; must be called before it is published.
   *
   * @return completes with the outcome, never exceptionally
   * @throws ProblemException 503 when too many are waiting
   */
  CompletableFuture<ProcessingOutcome> add(UUID requestId) {
    if (waiting.size() >= maxWaiting) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyRuns",
          "This gateway is waiting for "
              + maxWaiting
              + " templates to be processed already. Nothing was accepted; try again in a second.");
    }
    CompletableFuture<ProcessingOutcome> outcome = new CompletableFuture<>();
    waiting.put(requestId, outcome);
    return outcome;
  }

  /** Stops to await a request. */
  void remove(UUID requestId) {
    waiting.remove(requestId);
  }

  @Override
  public void onProcessing(ProcessingOutcome outcome) {
    for (UUID requestId : outcome.requestIds()) {
      CompletableFuture<ProcessingOutcome> awaited = waiting.remove(requestId);
      if (awaited != null) {
        awaited.complete(outcome);
      }
    }
  }
}
