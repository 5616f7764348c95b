package dev.fieldsync.cachesync.transport;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries messages between nodes and knows who is there. Messages may be lost, doubled, late and
 * out of order. Thread-safe. One transport serves one node.
 */
public interface Transport extends AutoCloseable {

  /**
   * Begins to receive.
   *
   * @param node this node's name
   * @param listener told of messages and members, on threads of the transport; returns at once
   * @return completed when messages can be sent and received
   */
  CompletableFuture<Void> start(String node, TransportListener listener);

  /**
   * Sends a message without waiting.
   *
   * @param to a node; null for all others
   * @return completed when the message is on its way, which says nothing of its arrival; failed
   *     when it is known to be lost
   */
  CompletableFuture<Void> send(@Nullable String to, byte[] message);

  /** Leaves the network and frees what was opened. May be called twice. */
  @Override
  void close();
}
