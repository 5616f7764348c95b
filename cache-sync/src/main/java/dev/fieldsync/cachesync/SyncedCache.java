package dev.fieldsync.cachesync;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A cache that is kept the same on all nodes. Thread-safe.
 *
 * <p>Reads are those of the cache itself, with nothing in between. Writes are in this node's cache
 * when their future completes, and on their way to the others.
 *
 * @param <V> the values
 */
public final class SyncedCache<V> implements AutoCloseable {

  private final CacheSynchronizer synchronizer;
  private final Registration<V> registration;
  private final CacheInstance<V> cache;

  SyncedCache(CacheSynchronizer synchronizer, Registration<V> registration) {
    this.synchronizer = synchronizer;
    this.registration = registration;
    this.cache = registration.cache();
  }

  /** Returns the value in this node's cache; null when there is none. */
  public @Nullable V get(String key) {
    return cache.getNow(key);
  }

  /**
   * Writes a value here and on all nodes.
   *
   * @return completed when it is in this node's cache; failed with {@link SyncOverloadedException}
   *     when too much waits, with {@link IllegalStateException} when {@code maxEntries} is reached
   *     or {@link CacheSynchronizer#connect} was not called, with {@link IllegalArgumentException}
   *     when the key is not one of this node's
   */
  public CompletableFuture<Void> put(String key, V value) {
    byte[] bytes = registration.settings().codec().encode(value);
    return synchronizer.submit(() -> registration.write(key, bytes));
  }

  /**
   * Removes a value here and on all nodes; does nothing when there is none.
   *
   * @return completed when it is gone from this node's cache; failed as {@link #put} is
   */
  public CompletableFuture<Void> remove(String key) {
    return synchronizer.submit(() -> registration.write(key, null));
  }

  /** Has a listener told of every change from now on. */
  public void addListener(ChangeListener<V> listener) {
    registration.listeners().add(listener);
  }

  /** Tells a listener no more. */
  public void removeListener(ChangeListener<V> listener) {
    registration.listeners().remove(listener);
  }

  /** Takes part no more; the cache keeps what it has. */
  @Override
  public void close() {
    synchronizer.unregister(registration);
  }
}
