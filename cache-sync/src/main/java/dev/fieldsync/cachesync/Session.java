package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.Node;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The registered caches, and the node once there is one. On the loop's thread. */
final class Session {

  private final Map<String, Registration<?>> registrations = new HashMap<>();
  private @Nullable Node node;

  /** Returns the node; null before it is connected. */
  @Nullable Node node() {
    return node;
  }

  /** Has all caches take part from now on. */
  void begin(Node made) {
    node = made;
    registrations.values().forEach(registration -> registration.join(made));
  }

  /**
   * Has a cache take part.
   *
   * @return false when its group has one already
   */
  boolean register(Registration<?> registration) {
    boolean free = registrations.putIfAbsent(registration.settings().group(), registration) == null;
    Node current = node;
    if (free && current != null) {
      registration.join(current);
    }
    return free;
  }

  void unregister(Registration<?> registration) {
    String group = registration.settings().group();
    Node current = node;
    if (registrations.remove(group, registration) && current != null) {
      current.leave(group);
    }
  }

  @Nullable Registration<?> registration(String group) {
    return registrations.get(group);
  }

  /** Looks through all caches; completed on the loop's thread, or at once. */
  CompletableFuture<Void> scanAll() {
    return CompletableFuture.allOf(
        registrations.values().stream().map(Registration::scan).toArray(CompletableFuture[]::new));
  }

  long cacheFailures() {
    return registrations.values().stream().mapToLong(Registration::failures).sum();
  }

  long damagedInCaches() {
    return registrations.values().stream().mapToLong(Registration::damagedInCache).sum();
  }
}
