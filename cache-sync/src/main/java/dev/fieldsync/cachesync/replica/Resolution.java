package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.version.Versions;
import org.jspecify.annotations.Nullable;

/** Which value is shown of concurrent versions. Must give the same on every node. */
public interface Resolution {

  /** The newest one; older ones are not kept. */
  Resolution NEWEST =
      new Resolution() {
        @Override
        public byte @Nullable [] resolve(String key, Versions versions) {
          return versions.newest().bytes();
        }

        @Override
        public Versions merge(Versions one, Versions other) {
          return one.mergeNewest(other);
        }

        @Override
        public int id() {
          return 1;
        }
      };

  /** The oldest one that is at hand. */
  Resolution OLDEST =
      new Resolution() {
        @Override
        public byte @Nullable [] resolve(String key, Versions versions) {
          return versions.concurrent().get(0).bytes();
        }

        @Override
        public int id() {
          return 2;
        }
      };

  /** What stands for the resolutions of applications on the wire; they must all be the same one. */
  int CUSTOM = 3;

  /**
   * Returns the value that is shown.
   *
   * @return null for none
   */
  byte @Nullable [] resolve(String key, Versions versions);

  /** Returns what is known after both are known. */
  default Versions merge(Versions one, Versions other) {
    return one.merge(other);
  }

  /** Returns a number by which nodes notice that they do not agree on the resolution. */
  int id();
}
