package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.kafka.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Publishes many updates of one template in their order and waits until all are durable, for none
 * until it is applied. No thread waits. Thread-safe.
 */
@Component
class UpdateBatches {

  private final TemplateUpdates updates;

  UpdateBatches(TemplateUpdates updates) {
    this.updates = updates;
  }

  /**
   * Submits a batch.
   *
   * @return how each is to be answered, in their order; exceptionally with a {@link
   *     ProblemException} when not all could be made durable
   */
  CompletableFuture<List<Change.Terms>> submit(UpdateBatchReader.Batch batch, Trace trace) {
    List<CompletableFuture<?>> durable = new ArrayList<>(batch.changes().size());
    for (Change change : batch.changes()) {
      CompletableFuture<?> submitted = submit(change, trace);
      durable.add(submitted);
      if (submitted.isCompletedExceptionally()) {
        // What follows must not overtake it, nor wait for Kafka once more.
        break;
      }
    }
    return CompletableFuture.allOf(durable.toArray(CompletableFuture[]::new))
        .handle(
            (all, error) -> {
              if (error != null) {
                throw incomplete(batch.key());
              }
              return batch.changes().stream().map(Change::terms).toList();
            });
  }

  private CompletableFuture<?> submit(Change change, Trace trace) {
    try {
      return updates.submit(change, trace);
    } catch (ProblemException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private static ProblemException incomplete(UUID key) {
    return ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "QueueUnavailable",
            "Not all of the updates could be made durable in time. Send all of them again with the"
                + " header Idempotency-Key: "
                + key
                + "; none will be applied twice.")
        .with(Map.of("idempotencyKey", key));
  }
}
