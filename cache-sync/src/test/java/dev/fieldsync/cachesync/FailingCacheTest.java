package dev.fieldsync.cachesync;

import static dev.fieldsync.cachesync.Nodes.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.cachesync.codec.Strings;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Caches that fail, or take their time. */
class FailingCacheTest {

  private final AtomicInteger failures = new AtomicInteger();
  private final ConcurrentMap<String, String> map = new ConcurrentHashMap<>();
  private final MapCache<String> good = new MapCache<>(map);

  /** Fails as often as told, on another thread. */
  private final class Failing implements CacheInstance<String> {

    @Override
    public CompletableFuture<String> get(String key) {
      return good.get(key);
    }

    @Override
    public CompletableFuture<Void> set(String key, String value) {
      return CompletableFuture.supplyAsync(
          () -> {
            if (failures.getAndDecrement() > 0) {
              throw new IllegalStateException("The cache fails");
            }
            map.put(key, value);
            return null;
          });
    }

    @Override
    public CompletableFuture<Void> delete(String key) {
      return good.delete(key);
    }

    @Override
    public CompletableFuture<Collection<String>> getKeys() {
      return good.getKeys();
    }
  }

  @Test
  void anOperationIsTriedAgainInOrder() {
    try (Nodes nodes = new Nodes();
        CacheSynchronizer synchronizer =
            new CacheSynchronizer(Nodes.quick(), nodes.network.transport())) {
      SyncedCache<String> cache =
          synchronizer.registerCache(new Failing(), CacheSettings.of(new Strings()));
      synchronizer.connect("one").join();
      failures.set(2);

      CompletableFuture<Void> first = cache.put("key", "first");
      cache.put("key", "second").join();

      eventually(() -> assertThat(first).isCompleted());
      assertThat(map).containsEntry("key", "second");
    }
  }

  @Test
  void whatFailsForGoodIsCountedAndTheNextScanPutsItThere() {
    try (Nodes nodes = new Nodes();
        CacheSynchronizer synchronizer =
            new CacheSynchronizer(Nodes.quick().withRetries(1), nodes.network.transport())) {
      SyncedCache<String> cache =
          synchronizer.registerCache(
              new Failing(),
              CacheSettings.of(new Strings()).withMissingEntries(MissingEntries.RESTORE));
      synchronizer.connect("one").join();
      failures.set(2);
      cache.put("key", "value").join();
      eventually(() -> assertThat(synchronizer.getStatus().detail().cacheFailures()).isEqualTo(1));
      assertThat(map).isEmpty();

      synchronizer.sync().join();

      eventually(() -> assertThat(map).containsEntry("key", "value"));
    }
  }
}
