package dev.fieldsync.cachesync;

import org.jspecify.annotations.Nullable;

/**
 * What is shown when nodes wrote a key without having seen each other's value. A value whose writer
 * had seen the other one always replaces it. All nodes of a group must use the same.
 *
 * @param kind which
 * @param resolver for a custom one; null otherwise
 * @param <V> the values
 */
public record Conflict<V>(Kind kind, @Nullable ConflictResolver<V> resolver) {

  /** The kinds. */
  public enum Kind {
    /** The newest by hybrid clocks wins; equal times are decided by node. */
    NEWEST,
    /** The oldest of the concurrent values wins. */
    OLDEST,
    /** The application decides. */
    CUSTOM
  }

  /** Checks that a custom one has its resolver. */
  public Conflict {
    if ((kind == Kind.CUSTOM) != (resolver != null)) {
      throw new IllegalArgumentException("A resolver is for custom conflicts, and they need one");
    }
  }

  /** The newest wins. */
  public static <V> Conflict<V> newest() {
    return new Conflict<>(Kind.NEWEST, null);
  }

  /** The oldest wins. */
  public static <V> Conflict<V> oldest() {
    return new Conflict<>(Kind.OLDEST, null);
  }

  /** The application decides. */
  public static <V> Conflict<V> custom(ConflictResolver<V> resolver) {
    return new Conflict<>(Kind.CUSTOM, resolver);
  }
}
