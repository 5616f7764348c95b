package dev.fieldsync.cachesync.adapter;

import dev.fieldsync.cachesync.CacheInstance;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** What caches in memory have in common: whatever they are asked to do is done at once. */
abstract class MemoryCache<V> implements CacheInstance<V> {

  private static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  private final ConcurrentMap<String, V> map;

  MemoryCache(ConcurrentMap<String, V> map) {
    this.map = map;
  }

  @Override
  public final CompletableFuture<@Nullable V> get(String key) {
    return CompletableFuture.completedFuture(getNow(key));
  }

  @Override
  public final CompletableFuture<Void> set(String key, V value) {
    map.put(key, value);
    return DONE;
  }

  @Override
  public final CompletableFuture<Void> delete(String key) {
    map.remove(key);
    return DONE;
  }

  @Override
  public final CompletableFuture<Collection<String>> getKeys() {
    return CompletableFuture.completedFuture(List.copyOf(map.keySet()));
  }

  @Override
  public @Nullable V getNow(String key) {
    return map.get(key);
  }
}
