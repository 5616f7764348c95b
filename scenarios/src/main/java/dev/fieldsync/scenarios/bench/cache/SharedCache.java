package dev.fieldsync.scenarios.bench.cache;

import org.jspecify.annotations.Nullable;

/** One process's end of a cache that several have. */
interface SharedCache extends AutoCloseable {

  /** Writes and returns when the write is done here. */
  void put(String key, long value);

  /** Reads what this process has; null for nothing. */
  @Nullable Long get(String key);

  /** Returns how many other processes are there. */
  int others();

  /** Returns a key of the writer's: one that the reader reads from its near cache. */
  String key();

  @Override
  void close();
}
