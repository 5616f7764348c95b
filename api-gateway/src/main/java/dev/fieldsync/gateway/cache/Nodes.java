package dev.fieldsync.gateway.cache;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The other gateways that were heard of lately. Thread-safe; as large as the number of gateways
 * that started within the last ten seconds and those that run.
 */
final class Nodes {

  static final Duration FORGET_AFTER = Duration.ofSeconds(10);

  private final Map<String, Long> heardAt = new ConcurrentHashMap<>();

  /**
   * Hears of a node.
   *
   * @param now monotonic time in nanoseconds
   * @return whether it is new
   */
  boolean hear(String node, long now) {
    return heardAt.put(node, now) == null;
  }

  void leave(String node) {
    heardAt.remove(node);
  }

  /** Returns the nodes heard of within ten seconds, in order. */
  Set<String> known(long now) {
    heardAt.values().removeIf(at -> now - at > FORGET_AFTER.toNanos());
    return new TreeSet<>(heardAt.keySet());
  }
}
