package dev.fieldsync.cachesync;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings what the replica shows into the registered cache, in order per key. On the loop's thread.
 *
 * @param <V> the values
 */
final class Projection<V> {

  private static final Logger log = LoggerFactory.getLogger(Projection.class);
  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);
  private static final long FIRST_RETRY_MS = 50;

  private final CacheInstance<V> cache;
  private final Loop loop;
  private final int retries;

  /** The last operation of each key on which one is under way. */
  private final Map<String, CompletableFuture<Void>> underWay = new HashMap<>();

  private final Set<String> touched = new HashSet<>();
  private boolean watching;
  private long failures;

  Projection(CacheInstance<V> cache, Loop loop, int retries) {
    this.cache = cache;
    this.loop = loop;
    this.retries = retries;
  }

  /** Puts a value, or removes it when it is null. */
  void apply(String key, @Nullable V value) {
    if (watching) {
      touched.add(key);
    }
    CompletableFuture<Void> before = underWay.getOrDefault(key, DONE);
    CompletableFuture<Void> operation =
        before.isDone() ? attempt(key, value, 0) : before.thenCompose(x -> attempt(key, value, 0));
    if (!operation.isDone()) {
      underWay.put(key, operation);
      var unused = operation.whenComplete((x, error) -> loop.run(() -> ended(key, operation)));
    } else {
      underWay.remove(key);
    }
  }

  private void ended(String key, CompletableFuture<Void> operation) {
    if (underWay.get(key) == operation) {
      underWay.remove(key);
    }
  }

  /** Returns when nothing is under way on a key any more. */
  CompletableFuture<Void> settled(String key) {
    return underWay.getOrDefault(key, DONE);
  }

  boolean isBusy(String key) {
    return underWay.containsKey(key);
  }

  /** Notes from now on which keys are touched. */
  void watch() {
    touched.clear();
    watching = true;
  }

  boolean isTouched(String key) {
    return touched.contains(key) || isBusy(key);
  }

  void stopWatching() {
    watching = false;
    touched.clear();
  }

  long failures() {
    return failures;
  }

  /** Never fails: what did not work after all retries is counted, and found by the next scan. */
  private CompletableFuture<Void> attempt(String key, @Nullable V value, int failed) {
    CompletableFuture<Void> once = new CompletableFuture<>();
    var unused =
        once(key, value)
            .whenComplete(
                (x, error) -> {
                  if (error == null) {
                    once.complete(null);
                  } else {
                    loop.run(() -> retry(key, value, failed, error, once));
                  }
                });
    return once;
  }

  private void retry(
      String key, @Nullable V value, int failed, Throwable error, CompletableFuture<Void> done) {
    if (failed >= retries) {
      failures++;
      log.atWarn()
          .setCause(error)
          .addKeyValue("key", key)
          .addKeyValue("attempts", failed + 1)
          .log("The cache did not take a change; the next scan looks at it again");
      done.complete(null);
      return;
    }
    long full = FIRST_RETRY_MS << Math.min(failed, 8);
    long delay = full / 2 + ThreadLocalRandom.current().nextLong(full / 2 + 1);
    loop.later(
        Duration.ofMillis(delay), () -> Futures.forward(attempt(key, value, failed + 1), done));
  }

  private CompletableFuture<Void> once(String key, @Nullable V value) {
    try {
      return value == null ? cache.delete(key) : cache.set(key, value);
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
