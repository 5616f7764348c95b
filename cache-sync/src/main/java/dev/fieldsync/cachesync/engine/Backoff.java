package dev.fieldsync.cachesync.engine;

import java.util.random.RandomGenerator;

/** How long to wait before another try: twice as long each time, with jitter, 10 s at most. */
final class Backoff {

  private static final long FIRST_MS = 100;
  private static final long MAX_MS = 10_000;

  private Backoff() {}

  static long millis(int failures, RandomGenerator random) {
    long full = Math.min(MAX_MS, FIRST_MS << Math.min(failures, 10));
    return full / 2 + random.nextLong(full / 2 + 1);
  }
}
