package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.GroupSync;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One look through a registered cache for what did not come through the synchronizer. In slices, so
 * that it keeps nobody waiting. On the loop's thread.
 *
 * @param <V> the values
 */
final class CacheScan<V> {

  private static final Logger log = LoggerFactory.getLogger(CacheScan.class);
  private static final int SLICE = 500;

  private final CacheInstance<V> cache;
  private final CacheSettings<V> settings;
  private final GroupSync group;
  private final Projection<V> projection;
  private final Loop loop;
  private final boolean first;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private long found;

  /**
   * Makes a scan.
   *
   * @param first whether the cache has just been registered: what it has is older than all else
   */
  CacheScan(
      CacheInstance<V> cache,
      CacheSettings<V> settings,
      GroupSync group,
      Projection<V> projection,
      Loop loop,
      boolean first) {
    this.cache = cache;
    this.settings = settings;
    this.group = group;
    this.projection = projection;
    this.loop = loop;
    this.first = first;
  }

  /** Runs; completes on the loop's thread, normally even when the cache fails. */
  CompletableFuture<Void> run() {
    projection.watch();
    var unused =
        call(cache::getKeys)
            .whenComplete(
                (keys, error) ->
                    loop.run(
                        () -> {
                          if (keys == null) {
                            failed(error);
                          } else {
                            look(keys.iterator(), new HashSet<>());
                          }
                        }));
    return done;
  }

  long found() {
    return found;
  }

  private void look(Iterator<String> keys, Set<String> seen) {
    CompletableFuture<?>[] slice = new CompletableFuture<?>[SLICE];
    int size = 0;
    while (keys.hasNext() && size < SLICE) {
      String key = keys.next();
      seen.add(key);
      if (settings.filter().test(key)) {
        slice[size++] =
            call(() -> cache.get(key))
                .handle((value, error) -> loop.run(() -> compare(key, value)));
      }
    }
    var unused =
        CompletableFuture.allOf(Arrays.copyOf(slice, size))
            .whenComplete(
                (x, error) ->
                    loop.run(
                        () -> {
                          if (keys.hasNext()) {
                            look(keys, seen);
                          } else {
                            lookForMissing(seen);
                          }
                        }));
  }

  private void compare(String key, @Nullable V value) {
    byte[] shown = group.replica().value(key);
    if (value == null || projection.isTouched(key)) {
      return;
    }
    byte[] held = settings.codec().encode(value);
    if (!Arrays.equals(held, shown)) {
      found++;
      if (first || settings.outsideChanges() == OutsideChanges.ADOPT) {
        take(key, held, shown);
      } else if (settings.outsideChanges() == OutsideChanges.REPAIR) {
        putBack(key, shown);
      }
    }
  }

  private void take(String key, byte[] held, byte @Nullable [] shown) {
    if (!first) {
      group.write(key, held);
    } else if (group.replica().find(key).isEmpty()) {
      group.adopt(key, held);
    } else {
      putBack(key, shown);
    }
  }

  private void putBack(String key, byte @Nullable [] shown) {
    projection.apply(key, shown == null ? null : settings.codec().decode(shown));
  }

  private void lookForMissing(Set<String> present) {
    if (!first && settings.missingEntries() != MissingEntries.IGNORE) {
      for (String key : group.replica().keys()) {
        byte[] shown = group.replica().value(key);
        if (shown != null && !present.contains(key) && !projection.isTouched(key)) {
          found++;
          if (settings.missingEntries() == MissingEntries.RESTORE) {
            putBack(key, shown);
          } else {
            group.write(key, null);
          }
        }
      }
    }
    projection.stopWatching();
    done.complete(null);
  }

  private void failed(@Nullable Throwable error) {
    log.atWarn().setCause(error).log("The cache does not tell its keys; the next scan asks again");
    projection.stopWatching();
    done.complete(null);
  }

  /** A call that fails at once fails like one that fails later. */
  private static <T extends @Nullable Object> CompletableFuture<T> call(Call<T> call) {
    try {
      return call.call();
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private interface Call<T extends @Nullable Object> {
    CompletableFuture<T> call();
  }
}
