package dev.fieldsync.scenarios.bench.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fieldsync.cachesync.CacheSynchronizer;
import dev.fieldsync.cachesync.SyncOptions;
import dev.fieldsync.cachesync.SyncedCache;
import dev.fieldsync.cachesync.adapter.CaffeineCache;
import dev.fieldsync.cachesync.transport.inprocess.InProcessNetwork;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A process that reads a Caffeine cache, directly and through the synchronizer, in turns after a
 * warm-up, and prints the nanoseconds of a read of each in every turn.
 */
public final class LocalReads {

  private static final int KEYS = 10_000;
  private static final int READS = 10_000_000;
  private static final int WARM_UP = 3;

  private LocalReads() {}

  /** Something to read. */
  private interface Reads {
    @Nullable Object get(String key);
  }

  /** Takes the number of turns. */
  public static void main(String[] arguments) {
    Cache<String, Object> cache = Caffeine.newBuilder().maximumSize(2 * KEYS).build();
    String[] keys = IntStream.range(0, KEYS).mapToObj(i -> "key:" + i).toArray(String[]::new);
    try (CacheSynchronizer synchronizer =
        new CacheSynchronizer(SyncOptions.defaults(), new InProcessNetwork().transport())) {
      SyncedCache<Object> synced = synchronizer.registerCache(new CaffeineCache<>(cache));
      synchronizer.connect("only").join();
      for (String key : keys) {
        synced.put(key, key).join();
      }
      int turns = Integer.parseInt(arguments[0]);
      for (int turn = -WARM_UP; turn < turns; turn++) {
        boolean bareFirst = turn % 2 == 0;
        double first = nanosOf(bareFirst ? cache::getIfPresent : synced::get, keys);
        double second = nanosOf(bareFirst ? synced::get : cache::getIfPresent, keys);
        if (turn >= 0) {
          System.out.printf(
              CacheProcess.RESULT + "%s %s%n",
              bareFirst ? first : second,
              bareFirst ? second : first);
        }
      }
    }
  }

  private static double nanosOf(Reads reads, String[] keys) {
    long found = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < READS; i++) {
      if (reads.get(keys[i % KEYS]) != null) {
        found++;
      }
    }
    long nanos = System.nanoTime() - begin;
    if (found != READS) {
      throw new IllegalStateException("Only " + found + " of " + READS + " were found");
    }
    return (double) nanos / READS;
  }
}
