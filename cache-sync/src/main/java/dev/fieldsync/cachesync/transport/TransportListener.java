package dev.fieldsync.cachesync.transport;

import java.util.Set;

/** What a transport tells its node. Never blocks, never throws. Thread-safe. */
public interface TransportListener {

  /** A message has come, perhaps the node's own. */
  void received(byte[] message);

  /**
   * Who can be reached has changed.
   *
   * @param nodes all of them, this one too; empty when the network itself cannot be reached
   */
  void members(Set<String> nodes);
}
