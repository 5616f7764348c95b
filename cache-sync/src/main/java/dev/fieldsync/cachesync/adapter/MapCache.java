package dev.fieldsync.cachesync.adapter;

import dev.fieldsync.cachesync.CacheInstance;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map as a cache. Thread-safe.
 *
 * @param <V> the values
 */
public final class MapCache<V> implements CacheInstance<V> {

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final ConcurrentMap<String, V> map;

  /** Uses a map; what bounds it may drop any entry at any time. */
  public MapCache(ConcurrentMap<String, V> map) {
    this.map = map;
  }

  @Override
  public CompletableFuture<@Nullable V> get(String key) {
    return CompletableFuture.completedFuture(map.get(key));
  }

  @Override
  public CompletableFuture<Void> set(String key, V value) {
    map.put(key, value);
    return DONE;
  }

  @Override
  public CompletableFuture<Void> delete(String key) {
    map.remove(key);
    return DONE;
  }

  @Override
  public CompletableFuture<Collection<String>> getKeys() {
    return CompletableFuture.completedFuture(List.copyOf(map.keySet()));
  }

  @Override
  public @Nullable V getNow(String key) {
    return map.get(key);
  }
}
