package dev.fieldsync.cachesync.codec;

import org.jspecify.annotations.Nullable;

/**
 * Values as bytes. Must be thread-safe, and give the same bytes for equal values on every node, for
 * changes are found by comparing bytes. this package has ready ones.
 *
 * @param <V> the values
 */
public interface ValueCodec<V> {

  /** Returns the bytes of a value. */
  byte[] encode(V value);

  /**
   * Returns the value of bytes.
   *
   * @throws RuntimeException when they are of another program's values
   */
  V decode(byte[] bytes);

  /**
   * Returns what makes one value's bytes of another's, for sending less.
   *
   * @return null when the value is better sent whole, as by default
   */
  default byte @Nullable [] difference(byte[] base, byte[] changed) {
    return null;
  }

  /**
   * Applies a {@link #difference}; the result is checked against a checksum.
   *
   * @return null when it does not fit
   */
  default byte @Nullable [] apply(byte[] base, byte[] difference) {
    return null;
  }
}
