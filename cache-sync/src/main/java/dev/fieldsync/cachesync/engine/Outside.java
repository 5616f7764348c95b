package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.replica.KeyChange;
import org.jspecify.annotations.Nullable;

/** What a node needs of the world. Called on the node's thread; must not call back. */
public interface Outside {

  /**
   * Sends bytes. Whether that worked is told to {@link Node#sent} later, on the node's thread.
   *
   * @param to a node; null for all
   * @param id by which the outcome is told
   */
  void send(@Nullable String to, byte[] frame, long id);

  /** The value shown of a key has changed. */
  void changed(String group, KeyChange change);
}
