package dev.fieldsync.cachesync;

import static org.awaitility.Awaitility.await;

import dev.fieldsync.cachesync.adapter.MapCache;
import dev.fieldsync.cachesync.transport.inprocess.InProcessNetwork;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Nodes on an in-process network, each with a map as its cache. */
final class Nodes implements AutoCloseable {

  final InProcessNetwork network = new InProcessNetwork(1);
  private final SyncOptions options;
  private final List<CacheSynchronizer> all = new ArrayList<>();

  Nodes() {
    this(quick());
  }

  Nodes(SyncOptions options) {
    this.options = options;
  }

  static SyncOptions quick() {
    return SyncOptions.defaults()
        .withSyncInterval(Duration.ofMillis(50))
        .withScanInterval(Duration.ZERO)
        .withScrubInterval(Duration.ofMillis(200))
        .withTreeDepth(2);
  }

  record Member(
      CacheSynchronizer synchronizer,
      ConcurrentMap<String, Object> map,
      SyncedCache<Object> cache) {

    Object get(String key) {
      return cache.get(key);
    }

    void put(String key, Object value) {
      cache.put(key, value).join();
    }

    SyncStatus status() {
      return synchronizer.getStatus();
    }
  }

  Member start(String name) {
    return start(name, CacheSettings.plain());
  }

  Member start(String name, CacheSettings<Object> settings) {
    return start(name, settings, options);
  }

  Member start(String name, CacheSettings<Object> settings, SyncOptions own) {
    CacheSynchronizer synchronizer = new CacheSynchronizer(own, network.transport());
    all.add(synchronizer);
    ConcurrentMap<String, Object> map = new ConcurrentHashMap<>();
    SyncedCache<Object> cache = synchronizer.registerCache(new MapCache<>(map), settings);
    synchronizer.connect(name).join();
    return new Member(synchronizer, map, cache);
  }

  /**
   * Waits until what is written from now on is later than what was written, on every clock here.
   */
  static void untilLater() {
    long now = System.currentTimeMillis();
    await().pollInterval(Duration.ofMillis(1)).until(() -> System.currentTimeMillis() > now + 2);
  }

  static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .untilAsserted(assertion);
  }

  @Override
  public void close() {
    all.forEach(CacheSynchronizer::close);
  }
}
