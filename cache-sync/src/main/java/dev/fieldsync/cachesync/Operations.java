package dev.fieldsync.cachesync;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * What an application asks for: runs on the loop's thread, and ends in any case, with the loop at
 * the latest. Thread-safe.
 */
final class Operations {

  private final Loop loop;
  private final Turns turns;

  /** Bounded by what may wait for the loop and for the caches. */
  private final Map<Long, CompletableFuture<Void>> unfinished = new ConcurrentHashMap<>();

  private final AtomicLong numbers = new AtomicLong();
  private volatile boolean closed;

  Operations(Loop loop, Turns turns) {
    this.loop = loop;
    this.turns = turns;
  }

  /** Runs an operation on the loop's thread; its result is this one's. */
  CompletableFuture<Void> submit(Supplier<CompletableFuture<Void>> operation) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    long number = numbers.incrementAndGet();
    unfinished.put(number, result);
    var unused = result.whenComplete((done, error) -> unfinished.remove(number));
    if (!loop.offer(() -> turns.run(() -> run(operation, result)))) {
      result.completeExceptionally(
          closed
              ? new IllegalStateException("The synchronizer is closed")
              : new SyncOverloadedException(loop.waiting()));
    }
    return result;
  }

  private static void run(
      Supplier<CompletableFuture<Void>> operation, CompletableFuture<Void> result) {
    try {
      Futures.forward(operation.get(), result);
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  /** To be called before the loop is closed: what is refused from now on is told why. */
  void closing() {
    closed = true;
  }

  /** To be called after the loop was closed: what has not ended by now fails. */
  void failUnfinished() {
    unfinished.forEach(
        (number, operation) ->
            operation.completeExceptionally(
                new IllegalStateException("The synchronizer was closed meanwhile")));
  }
}
