package dev.fieldsync.cachesync.engine;

import org.jspecify.annotations.Nullable;

/** How the change of a value is told instead of the value. Stateless. */
public interface Deltas {

  /** Values are always sent whole. */
  Deltas NONE =
      new Deltas() {
        @Override
        public byte @Nullable [] difference(byte[] base, byte[] changed) {
          return null;
        }

        @Override
        public byte @Nullable [] apply(byte[] base, byte[] difference) {
          return null;
        }
      };

  /** Returns what makes one value of another; null when it is better sent whole. */
  byte @Nullable [] difference(byte[] base, byte[] changed);

  /** Returns the changed value; null when the difference does not fit. */
  byte @Nullable [] apply(byte[] base, byte[] difference);
}
