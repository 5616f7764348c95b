package dev.fieldsync.cachesync;

import org.jspecify.annotations.Nullable;

/**
 * Decides what concurrent writes come to: one of the two values, or another made of both.
 *
 * <p>Must be a pure function, the same on every node: nodes agree on what was written, and each of
 * them resolves it for itself. Of more than two values the older ones are resolved first. When it
 * throws, the newer value is shown.
 *
 * @param <V> the values
 */
@FunctionalInterface
public interface ConflictResolver<V> {

  /**
   * Resolves a collision.
   *
   * @return null for no value
   */
  @Nullable V resolve(Collision<V> collision);
}
