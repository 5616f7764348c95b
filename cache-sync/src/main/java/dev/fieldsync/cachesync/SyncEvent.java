package dev.fieldsync.cachesync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A write that the application has heard of in its own way.
 *
 * @param key the key
 * @param value null when it was removed
 * @param timestamp when it was written
 * @param node who wrote it; a name outside of the synchronizer's network, without {@code #}
 * @param version the how-manieth write of this key by that node, from 1; the same again does
 *     nothing
 */
public record SyncEvent(
    String key, @Nullable Object value, Instant timestamp, String node, long version) {

  /** Checks the version and the name. */
  public SyncEvent {
    if (version < 1) {
      throw new IllegalArgumentException("Versions begin with 1, not " + version);
    }
    if (node.indexOf('#') >= 0) {
      throw new IllegalArgumentException("A node's name has no '#': " + node);
    }
  }
}
