package dev.fieldsync.cachesync;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A cache of the application, as the synchronizer sees it. {@code adapter} has ready ones.
 *
 * <p>Must be thread-safe. Methods must not block; operations on one key are never begun before the
 * one before has completed. A failed future is tried again, then counted and left to the next scan.
 *
 * @param <V> the values; immutable ones, or never changed once they are in
 */
public interface CacheInstance<V> {

  /** Returns a value; null when there is none. */
  CompletableFuture<@Nullable V> get(String key);

  /** Puts a value. */
  CompletableFuture<Void> set(String key, V value);

  /** Removes a value; completes normally when there is none. */
  CompletableFuture<Void> delete(String key);

  /** Returns the keys there are now. */
  CompletableFuture<Collection<String>> getKeys();

  /**
   * Returns a value without a future around it; adapters for caches in memory make this as fast as
   * the cache. The default waits for {@link #get}.
   *
   * @return null when there is none
   */
  default @Nullable V getNow(String key) {
    return get(key).join();
  }
}
