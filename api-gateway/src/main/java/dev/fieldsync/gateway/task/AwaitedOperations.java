package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.task.OperationOutcome.Status;
import dev.fieldsync.gateway.task.OperationTable.Decided;
import dev.fieldsync.shared.task.TaskOperation;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The operations that somebody waits for at this gateway. One thread asks the database for all of
 * them together, often at first, then less; it rests while nobody waits. So an outcome cannot be
 * missed, whichever worker decided it and whenever. Bounded, thread-safe.
 */
@Component
class AwaitedOperations implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(AwaitedOperations.class);

  private static final int MAX_ASKED_AT_ONCE = 2_000;
  private static final long MIN_PAUSE_MS = 2;
  private static final long MAX_PAUSE_MS = 50;
  private static final long DATABASE_AWAY_PAUSE_MS = 500;

  private final OperationTable table;
  private final int maxWaiting;
  private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition somebodyWaits = lock.newCondition();
  private final Thread asker = new Thread(this::askWhileOpen, "task-outcomes");
  private volatile boolean open = true;

  AwaitedOperations(OperationTable table, TaskProperties properties) {
    this.table = table;
    this.maxWaiting = properties.maxWaiting();
    asker.setDaemon(true);
    asker.start();
  }

  /** Compared by identity: the same operation may be waited for twice. */
  static final class Waiting {
    private final TaskOperation operation;
    private final CompletableFuture<OperationOutcome> outcome = new CompletableFuture<>();

    private Waiting(TaskOperation operation) {
      this.operation = operation;
    }

    TaskOperation operation() {
      return operation;
    }

    CompletableFuture<OperationOutcome> outcome() {
      return outcome;
    }

    private OperationTable.Key key() {
      return new OperationTable.Key(operation.owner(), operation.operationId());
    }
  }

  /**
   * Begins to wait for operations; whoever does also calls {@link #remove}.
   *
   * @throws ProblemException 503 when too many are waiting
   */
  List<Waiting> add(List<TaskOperation> operations) {
    if (waiting.size() + operations.size() > maxWaiting) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyOperations",
          "This gateway is waiting for "
              + waiting.size()
              + " operations already. Nothing was accepted; try again in a second.");
    }
    List<Waiting> added = operations.stream().map(Waiting::new).toList();
    waiting.addAll(added);
    lock.lock();
    try {
      somebodyWaits.signal();
    } finally {
      lock.unlock();
    }
    return added;
  }

  /** Stops to wait. */
  void remove(List<Waiting> added) {
    added.forEach(waiting::remove);
  }

  private void askWhileOpen() {
    long pause = MIN_PAUSE_MS;
    while (open) {
      try {
        awaitSomebody();
        pause = ask() ? MIN_PAUSE_MS : Math.min(pause * 2, MAX_PAUSE_MS);
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        log.atWarn()
            .setCause(e)
            .addKeyValue("retryInMs", DATABASE_AWAY_PAUSE_MS)
            .log("Outcomes of tasks cannot be read at the moment; asking again");
        pause = DATABASE_AWAY_PAUSE_MS;
      }
    }
  }

  private void awaitSomebody() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty()) {
        somebodyWaits.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks once; says whether anything was decided. */
  private boolean ask() {
    List<Waiting> asked = waiting.stream().limit(MAX_ASKED_AT_ONCE).toList();
    Set<OperationTable.Key> keys = new HashSet<>();
    asked.forEach(each -> keys.add(each.key()));
    Map<OperationTable.Key, Decided> decided = table.decided(keys);
    boolean any = false;
    for (Waiting each : asked) {
      Decided row = decided.get(each.key());
      if (row != null && isAbout(row, each.operation)) {
        any = true;
        waiting.remove(each);
        each.outcome.complete(outcome(each.operation, row));
      }
    }
    return any;
  }

  /** An earlier failure does not count: this time it may be stored. */
  private static boolean isAbout(Decided row, TaskOperation operation) {
    return !row.status().equals("failed") || row.acceptedAt().equals(operation.acceptedAt());
  }

  private static OperationOutcome outcome(TaskOperation operation, Decided row) {
    if (!row.digest().equals(operation.digest())) {
      return new OperationOutcome(
          operation,
          Status.REUSED,
          "Another operation has the id "
              + operation.operationId()
              + ". Give each operation an id of its own.",
          false,
          null);
    }
    return new OperationOutcome(
        operation,
        Status.valueOf(row.status().toUpperCase(Locale.ROOT)),
        row.problem(),
        row.conflict(),
        row.stored());
  }

  @Override
  public void destroy() {
    open = false;
    asker.interrupt();
  }
}
