package dev.fieldsync.cachesync.adapter;

import java.util.concurrent.ConcurrentMap;

/**
 * A concurrent map as a cache. Thread-safe.
 *
 * @param <V> the values
 */
public final class MapCache<V> extends MemoryCache<V> {

  /** Uses a map; what bounds it may drop any entry at any time. */
  public MapCache(ConcurrentMap<String, V> map) {
    super(map);
  }
}
