package dev.fieldsync.cachesync.adapter;

import com.github.benmanes.caffeine.cache.Cache;
import org.jspecify.annotations.Nullable;

/**
 * A Caffeine cache. What it evicts is not removed anywhere. Thread-safe.
 *
 * @param <V> the values
 */
public final class CaffeineCache<V> extends MemoryCache<V> {

  private final Cache<String, V> cache;

  /** Uses a cache. */
  public CaffeineCache(Cache<String, V> cache) {
    super(cache.asMap());
    this.cache = cache;
  }

  /** A read of the cache itself, which its statistics count. */
  @Override
  public @Nullable V getNow(String key) {
    return cache.getIfPresent(key);
  }
}
