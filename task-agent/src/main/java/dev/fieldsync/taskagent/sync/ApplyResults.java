package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.AgentProperties;
import dev.fieldsync.taskagent.queue.QueuedOperation;
import dev.fieldsync.taskagent.queue.SyncQueue;
import dev.fieldsync.taskagent.task.Task;
import dev.fieldsync.taskagent.task.TaskTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings what the server said about a batch into the file, in one transaction: the entries of the
 * queue and their tasks.
 */
@Component
class ApplyResults {

  private static final Logger log = LoggerFactory.getLogger(ApplyResults.class);

  private final SyncQueue queue;
  private final TaskTable tasks;
  private final ConflictLog conflicts;
  private final TransactionTemplate transaction;
  private final Duration retryDelay;
  private final Clock clock;

  ApplyResults(
      SyncQueue queue,
      TaskTable tasks,
      ConflictLog conflicts,
      TransactionTemplate transaction,
      AgentProperties properties,
      Clock clock) {
    this.queue = queue;
    this.tasks = tasks;
    this.conflicts = conflicts;
    this.transaction = transaction;
    this.retryDelay = properties.retryDelay();
    this.clock = clock;
  }

  /**
   * Applies the results of a batch.
   *
   * @throws ServerAwayException when the answer does not say of each operation what became of it;
   *     nothing was changed then
   */
  void apply(List<QueuedOperation> batch, ServerAnswer.Batch answer, SyncProgress progress)
      throws ServerAwayException {
    Map<String, ServerAnswer.Item> items = new HashMap<>();
    answer.processedItems().forEach(item -> items.put(item.clientId(), item));
    if (!batch.stream().allMatch(operation -> items.containsKey(operation.id()))) {
      throw new ServerAwayException("The server's answer does not speak of every operation.");
    }
    transaction.executeWithoutResult(
        status ->
            batch.forEach(
                each -> apply(each, Objects.requireNonNull(items.get(each.id())), progress)));
    progress.batchDone();
  }

  /** The server would not even read it. */
  void refused(QueuedOperation operation, String error, SyncProgress progress) {
    transaction.executeWithoutResult(status -> failed(operation, error, true, progress));
    progress.batchDone();
  }

  private void apply(QueuedOperation operation, ServerAnswer.Item item, SyncProgress progress) {
    if (item.status().equals("error")) {
      failed(
          operation,
          String.valueOf(item.error()),
          !Boolean.FALSE.equals(item.retryable()),
          progress);
      return;
    }
    queue.confirm(operation);
    if (item.status().equals("conflict")) {
      conflicts.add(operation, item, clock.instant());
    }
    Task server = item.resolvedData();
    if (server != null) {
      if (queue.hasLive(operation.taskId())) {
        tasks.noteServer(synced(server));
      } else {
        tasks.write(synced(server));
      }
    }
    progress.synced();
  }

  private Task synced(Task server) {
    return new Task(
        server.id(),
        server.title(),
        server.description(),
        server.completed(),
        server.createdAt(),
        server.updatedAt(),
        server.isDeleted(),
        "synced",
        server.serverId(),
        clock.instant(),
        server.version());
  }

  private void failed(
      QueuedOperation operation, String error, boolean retryable, SyncProgress progress) {
    Instant now = clock.instant();
    int attempts = operation.retryCount() + 1;
    boolean over = !retryable || attempts >= SyncQueue.MAX_ATTEMPTS;
    if (over) {
      queue.fail(operation, now, error);
    } else {
      queue.retryLater(operation, now.plus(delay(attempts)), error);
    }
    progress.failed(operation, error, now);
    log.atWarn()
        .addKeyValue("operationId", operation.id())
        .addKeyValue("taskId", operation.taskId())
        .addKeyValue("attempts", attempts)
        .addKeyValue("reason", error)
        .log(
            over
                ? "The server does not take an operation; it is in the dead letters"
                : "The server could not take an operation; it will be tried again");
  }

  /** Returns more than an operation ever waits. */
  Duration longestDelay() {
    return retryDelay.multipliedBy(1L << SyncQueue.MAX_ATTEMPTS);
  }

  /** Doubles with each attempt, give or take a fifth. */
  private Duration delay(int attempts) {
    long millis = retryDelay.toMillis() << (attempts - 1);
    return Duration.ofMillis(Math.round(millis * ThreadLocalRandom.current().nextDouble(0.8, 1.2)));
  }
}
