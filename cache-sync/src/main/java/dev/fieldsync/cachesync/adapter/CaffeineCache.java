package dev.fieldsync.cachesync.adapter;

import com.github.benmanes.caffeine.cache.Cache;
import dev.fieldsync.cachesync.CacheInstance;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A Caffeine cache. What it evicts is not removed anywhere. Thread-safe.
 *
 * @param <V> the values
 */
public final class CaffeineCache<V> implements CacheInstance<V> {

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final Cache<String, V> cache;

  /** Uses a cache. */
  public CaffeineCache(Cache<String, V> cache) {
    this.cache = cache;
  }

  @Override
  public CompletableFuture<@Nullable V> get(String key) {
    return CompletableFuture.completedFuture(cache.getIfPresent(key));
  }

  @Override
  public CompletableFuture<Void> set(String key, V value) {
    cache.put(key, value);
    return DONE;
  }

  @Override
  public CompletableFuture<Void> delete(String key) {
    cache.invalidate(key);
    return DONE;
  }

  @Override
  public CompletableFuture<Collection<String>> getKeys() {
    return CompletableFuture.completedFuture(List.copyOf(cache.asMap().keySet()));
  }

  @Override
  public @Nullable V getNow(String key) {
    return cache.getIfPresent(key);
  }
}
