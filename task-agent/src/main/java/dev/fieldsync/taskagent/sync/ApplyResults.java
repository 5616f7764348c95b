package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.AgentProperties;
import dev.fieldsync.taskagent.queue.QueuedOperation;
import dev.fieldsync.taskagent.queue.SyncQueue;
import dev.fieldsync.taskagent.task.OperationData;
import dev.fieldsync.taskagent.task.Settled;
import dev.fieldsync.taskagent.task.Task;
import dev.fieldsync.taskagent.task.TaskTable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
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
    transaction.executeWithoutResult(status -> apply(batch, items, progress));
    progress.batchDone();
  }

  /** The server would not even read it. */
  void refused(QueuedOperation operation, String error, SyncProgress progress) {
    transaction.executeWithoutResult(status -> failed(operation, error, true, progress));
    progress.batchDone();
  }

  /**
   * All of a batch in a few statements. From the last operation to the first, so that it is known
   * of which tasks a change is not with the server yet: what the server says of these is noted, but
   * does not become their content.
   */
  private void apply(
      List<QueuedOperation> batch, Map<String, ServerAnswer.Item> items, SyncProgress progress) {
    Map<String, Boolean> notSent =
        queue.notSentAmong(batch.stream().map(QueuedOperation::taskId).distinct().toList());
    // What is here of these is not what an operation says that the server has taken.
    Set<String> different = new HashSet<>(notSent.keySet());
    different.addAll(tasks.awaitingFetch());
    Set<String> changedSince = new HashSet<>();
    notSent.forEach(
        (task, waits) -> {
          if (waits) {
            changedSince.add(task);
          }
        });
    batch.stream()
        .filter(operation -> isTriedAgain(operation, items.get(operation.id())))
        .forEach(operation -> changedSince.add(operation.taskId()));
    List<QueuedOperation> confirmed = new ArrayList<>(batch.size());
    List<Settled> settled = new ArrayList<>(batch.size());
    Map<String, Task> written = new HashMap<>();
    Map<String, Task> noted = new HashMap<>();
    for (int i = batch.size() - 1; i >= 0; i--) {
      QueuedOperation operation = batch.get(i);
      ServerAnswer.Item item = Objects.requireNonNull(items.get(operation.id()));
      boolean last = changedSince.add(operation.taskId());
      if (item.status().equals("error")) {
        continue;
      }
      confirmed.add(operation);
      Settled asSaid = item.settled(operation.taskId());
      if (asSaid != null && last && !different.contains(operation.taskId())) {
        settled.add(asSaid);
        continue;
      }
      Task server =
          asSaid == null ? item.resolvedData() : OperationData.task(operation.data(), asSaid);
      if (server != null) {
        (last ? written : noted).putIfAbsent(operation.taskId(), synced(server));
      }
    }
    queue.confirm(confirmed);
    tasks.noteServer(noted.values());
    tasks.settle(settled, clock.instant());
    tasks.writeFetched(written.values());
    for (QueuedOperation operation : batch) {
      told(operation, Objects.requireNonNull(items.get(operation.id())), progress);
    }
  }

  private void told(QueuedOperation operation, ServerAnswer.Item item, SyncProgress progress) {
    if (isMadeAgain(operation, item)) {
      makeAgain(operation);
      return;
    }
    if (item.status().equals("error")) {
      failed(operation, String.valueOf(item.error()), item.mayBeTriedAgain(), progress);
      return;
    }
    if (item.status().equals("conflict")) {
      conflicts.add(operation, item, clock.instant());
    }
    progress.synced();
  }

  private boolean isTriedAgain(QueuedOperation operation, ServerAnswer.@Nullable Item item) {
    return item != null
        && item.status().equals("error")
        && (isMadeAgain(operation, item) || !isOver(operation, item.mayBeTriedAgain()));
  }

  /** Not a task of which a change was given up here: it would be made again with that change. */
  private boolean isMadeAgain(QueuedOperation operation, ServerAnswer.Item item) {
    return item.status().equals("error")
        && item.isTaskGone()
        && operation.operation().equals("update")
        && !tasks.awaitsFetch(operation.taskId());
  }

  /**
   * A server that was set back, or has forgotten a deletion, has no task to change: it gets all of
   * it. Under a new id, as the old one is decided.
   */
  private void makeAgain(QueuedOperation operation) {
    Task here = tasks.find(operation.taskId()).orElseThrow();
    queue.replace(operation, "create", OperationData.madeAgain(here, operation.data()));
    log.atInfo()
        .addKeyValue("operationId", operation.id())
        .addKeyValue("taskId", operation.taskId())
        .log("The server does not have a task any more that was changed here; it gets all of it");
  }

  private static boolean isOver(QueuedOperation operation, boolean retryable) {
    return !retryable || operation.retryCount() + 1 >= SyncQueue.MAX_ATTEMPTS;
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
    boolean over = isOver(operation, retryable);
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
