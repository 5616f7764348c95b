package dev.fieldsync.scenarios.bench.classes;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.CaffeineCache;
import dev.fieldsync.cachesync.transport.inprocess.InProcessNetwork;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A value is read out of a Caffeine cache of 10,000, directly and through the synchronizer. */
@State(Scope.Benchmark)
public class CachedReads {

  private static final int KEYS = 10_000;

  private final String[] keys =
      IntStream.range(0, KEYS).mapToObj(number -> "key:" + number).toArray(String[]::new);
  private final Cache<String, Object> cache = Caffeine.newBuilder().maximumSize(2 * KEYS).build();
  private final CacheSynchronizer synchronizer =
      new CacheSynchronizer(SyncOptions.defaults(), new InProcessNetwork().transport());
  private final SyncedCache<Object> synced = synchronizer.registerCache(new CaffeineCache<>(cache));
  private int next;

  /** Fills the cache. */
  @Setup
  public void fill() {
    synchronizer.connect("only").join();
    for (String key : keys) {
      synced.put(key, key).join();
    }
  }

  /** Ends the synchronizer's threads. */
  @TearDown
  public void end() {
    synchronizer.close();
  }

  /** Through the synchronizer. */
  @Benchmark
  public @Nullable Object synchronizedRead() {
    return synced.get(nextKey());
  }

  /** Caffeine alone. */
  @Benchmark
  public @Nullable Object caffeineRead() {
    return cache.getIfPresent(nextKey());
  }

  private String nextKey() {
    next = next + 1 == KEYS ? 0 : next + 1;
    return keys[next];
  }
}
