package dev.fieldsync.cachesync.transport;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A thread on which a transport calls clients that may block, and a bounded queue before it; what
 * finds no room fails. For those who write a transport. Thread-safe.
 */
public final class SendQueue {

  private static final int MAX_WAITING = 1_024;

  private final ThreadPoolExecutor executor;

  /** Makes a queue whose thread has a name. */
  public SendQueue(String name) {
    executor =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Something that a client does, and may fail to. */
  @FunctionalInterface
  public interface Action {

    /**
     * Does it.
     *
     * @param done completed when it is done; when this throws, it is failed
     */
    void run(CompletableFuture<Void> done) throws Exception;
  }

  /** Runs an action after those before it. */
  public CompletableFuture<Void> run(Action action) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    try {
      executor.execute(() -> run(action, done));
    } catch (RejectedExecutionException e) {
      done.completeExceptionally(e);
    }
    return done;
  }

  private static void run(Action action, CompletableFuture<Void> done) {
    try {
      action.run(done);
    } catch (Exception e) {
      done.completeExceptionally(e);
    }
  }

  /** Runs what waits, takes nothing more, and gives up after a time. May be called twice. */
  public void close(Duration patience) {
    executor.shutdown();
    try {
      if (!executor.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        executor.shutdownNow();
      }
    } catch (InterruptedException e) {
      executor.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
