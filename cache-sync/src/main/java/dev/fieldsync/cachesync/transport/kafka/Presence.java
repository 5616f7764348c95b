package dev.fieldsync.cachesync.transport.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who was heard of lately. Nobody hears of others without hearing itself: then the brokers are
 * away, and so is everybody. For one thread.
 */
final class Presence {

  static final Duration FORGET_AFTER = Duration.ofSeconds(10);

  private final String self;
  private final Map<String, Long> heardAt = new HashMap<>();

  Presence(String self) {
    this.self = self;
  }

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

  /** Returns who is there, nobody when this node does not hear itself. */
  Set<String> members(long now) {
    heardAt.values().removeIf(at -> now - at > FORGET_AFTER.toNanos());
    return heardAt.containsKey(self) ? new TreeSet<>(heardAt.keySet()) : Set.of();
  }
}
