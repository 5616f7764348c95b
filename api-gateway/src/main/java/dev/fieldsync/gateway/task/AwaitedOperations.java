package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.task.OperationOutcome.Status;
import dev.fieldsync.gateway.task.OperationTable.Decided;
import dev.fieldsync.shared.task.TaskOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * The operations that somebody waits for at this gateway. One thread asks the database for them,
 * often at first, then less; it rests while nobody waits. So an outcome cannot be missed, whichever
 * worker decided it and whenever. Of operations that came together only the last one is asked for
 * until it is decided, and then all, as mostly the others are decided by then; now and then all are
 * asked for anyway, as the last one's partition may be the one that stands still. Bounded,
 * thread-safe.
 */
@Component
class AwaitedOperations implements DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(AwaitedOperations.class);

  private static final long MIN_PAUSE_MS = 2;
  private static final long MAX_PAUSE_MS = 20;
  private static final long DATABASE_AWAY_PAUSE_MS = 500;
  private static final long ALL_AFTER_NANOS = 500_000_000;

  private final OperationTable table;
  private final int maxWaiting;
  private final AtomicInteger waiting = new AtomicInteger();
  private final Set<Together> together = ConcurrentHashMap.newKeySet();
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

  /** Operations that came together, compared by identity. */
  static final class Together {
    private final List<Waiting> all;
    // Of the asking thread alone.
    private final List<Waiting> open;
    private long allAskedAt = System.nanoTime();

    private Together(List<TaskOperation> operations) {
      this.all = operations.stream().map(Waiting::new).toList();
      this.open = new ArrayList<>(all);
    }

    /** Returns them in the order in which they came. */
    List<Waiting> all() {
      return all;
    }

    private Waiting last() {
      return open.get(open.size() - 1);
    }

    private boolean isDue() {
      return System.nanoTime() - allAskedAt >= ALL_AFTER_NANOS;
    }
  }

  /**
   * Begins to wait for operations; whoever does also calls {@link #remove}.
   *
   * @throws ProblemException 503 when too many are waiting
   */
  Together add(List<TaskOperation> operations) {
    int before = waiting.getAndAdd(operations.size());
    if (before + operations.size() > maxWaiting) {
      waiting.addAndGet(-operations.size());
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "TooManyOperations",
          "This gateway is waiting for "
              + before
              + " operations already. Nothing was accepted; try again in a second.");
    }
    Together added = new Together(operations);
    together.add(added);
    lock.lock();
    try {
      somebodyWaits.signal();
    } finally {
      lock.unlock();
    }
    return added;
  }

  /** Stops to wait. */
  void remove(Together added) {
    together.remove(added);
    waiting.addAndGet(-added.all().size());
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
      while (together.isEmpty()) {
        somebodyWaits.await();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Asks once; says whether anything was decided. */
  private boolean ask() {
    List<Together> asked = List.copyOf(together);
    Map<OperationTable.Key, Decided> last = decided(asked.stream().map(Together::last));
    boolean any = false;
    for (Together each : asked) {
      if (isDecided(each.last(), last) || each.isDue()) {
        Map<OperationTable.Key, Decided> rows = decided(each.open.stream());
        any |= each.open.removeIf(operation -> complete(operation, rows));
        each.allAskedAt = System.nanoTime();
        if (each.open.isEmpty()) {
          together.remove(each);
        }
      }
    }
    return any;
  }

  private Map<OperationTable.Key, Decided> decided(Stream<Waiting> operations) {
    return table.decided(operations.map(Waiting::key).collect(Collectors.toSet()));
  }

  private static boolean isDecided(Waiting each, Map<OperationTable.Key, Decided> rows) {
    Decided row = rows.get(each.key());
    return row != null && isAbout(row, each.operation);
  }

  private static boolean complete(Waiting each, Map<OperationTable.Key, Decided> rows) {
    Decided row = rows.get(each.key());
    if (row == null || !isAbout(row, each.operation)) {
      return false;
    }
    each.outcome.complete(outcome(each.operation, row));
    return true;
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
          null,
          null);
    }
    return new OperationOutcome(
        operation,
        Status.valueOf(row.status().toUpperCase(Locale.ROOT)),
        row.problem(),
        row.conflict(),
        row.stored(),
        row.stands());
  }

  @Override
  public void destroy() {
    open = false;
    asker.interrupt();
  }
}
