package dev.fieldsync.cachesync.adapter;

import dev.fieldsync.cachesync.CacheInstance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A cache of JSR-107. Its operations may block, so they run on an executor of the application.
 * Thread-safe.
 *
 * @param <V> the values
 */
public final class JsrCache<V> implements CacheInstance<V> {

  private final Cache<String, V> cache;
  private final Executor executor;

  /**
   * Uses a cache.
   *
   * @param executor for its operations; {@code Runnable::run} for a cache in memory
   */
  public JsrCache(Cache<String, V> cache, Executor executor) {
    this.cache = cache;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<@Nullable V> get(String key) {
    return CompletableFuture.supplyAsync(() -> cache.get(key), executor);
  }

  @Override
  public CompletableFuture<Void> set(String key, V value) {
    return CompletableFuture.runAsync(() -> cache.put(key, value), executor);
  }

  @Override
  public CompletableFuture<Void> delete(String key) {
    return CompletableFuture.runAsync(() -> cache.remove(key), executor);
  }

  @Override
  public CompletableFuture<Collection<String>> getKeys() {
    return CompletableFuture.supplyAsync(this::keys, executor);
  }

  @Override
  public @Nullable V getNow(String key) {
    return cache.get(key);
  }

  private Collection<String> keys() {
    List<String> keys = new ArrayList<>();
    cache.forEach(entry -> keys.add(entry.getKey()));
    return keys;
  }
}
