package dev.fieldsync.cachesync;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The synchronizer's thread. What is asked of it from outside is bounded; whatever one task throws,
 * the next ones run. Thread-safe.
 */
final class Loop {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private final ScheduledThreadPoolExecutor executor;
  private final AtomicInteger waiting = new AtomicInteger();
  private final int maxWaiting;

  Loop(String name, int maxWaiting) {
    this.maxWaiting = maxWaiting;
    this.executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  /**
   * Runs a task of the outside.
   *
   * @return false when too many wait or the loop has ended; it does not run then
   */
  boolean offer(Runnable task) {
    if (waiting.incrementAndGet() > maxWaiting) {
      waiting.decrementAndGet();
      return false;
    }
    return run(
        () -> {
          waiting.decrementAndGet();
          task.run();
        });
  }

  /** Runs a task of the loop itself, of which there are only so many. */
  boolean run(Runnable task) {
    try {
      executor.execute(() -> guarded(task));
      return true;
    } catch (RejectedExecutionException e) {
      log.atTrace().setCause(e).log("The synchronizer has ended; a task is left out");
      return false;
    }
  }

  void later(Duration delay, Runnable task) {
    try {
      var unused = executor.schedule(() -> guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException e) {
      log.atTrace().setCause(e).log("The synchronizer has ended; a task is left out");
    }
  }

  void every(Duration period, Runnable task) {
    var unused =
        executor.scheduleWithFixedDelay(
            () -> guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
  }

  int waiting() {
    return waiting.get();
  }

  void close() {
    executor.shutdownNow();
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.atError().setCause(e).log("A step of the cache synchronizer failed; the next ones go on");
    } catch (Error e) {
      // The executor would keep it to itself.
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      throw e;
    }
  }
}
