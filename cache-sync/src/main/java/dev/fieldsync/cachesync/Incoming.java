package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.Node;
import dev.fieldsync.cachesync.transport.TransportListener;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the transport tells, on its threads; handed to the node on the loop's. Thread-safe. */
final class Incoming implements TransportListener {

  private static final Logger log = LoggerFactory.getLogger(Incoming.class);

  private final Loop loop;
  private final Turns turns;
  private final Session session;
  private final AtomicLong dropped;

  /** On the loop's thread. */
  private boolean connected;

  /**
   * Makes it for a synchronizer.
   *
   * @param dropped counts messages for which there is no room
   */
  Incoming(Loop loop, Turns turns, Session session, AtomicLong dropped) {
    this.loop = loop;
    this.turns = turns;
    this.session = session;
    this.dropped = dropped;
  }

  /** Says whether the network is reached. On the loop's thread. */
  boolean isConnected() {
    return connected;
  }

  @Override
  public void received(byte[] message) {
    if (!loop.offer(() -> turns.run(() -> withNode(node -> node.receive(message))))) {
      dropped.incrementAndGet();
    }
  }

  @Override
  public void members(Set<String> nodes) {
    Set<String> now = Set.copyOf(nodes);
    loop.run(() -> turns.run(() -> view(now)));
  }

  private void view(Set<String> now) {
    if (connected == now.isEmpty()) {
      log.atInfo()
          .addKeyValue("nodes", now.size())
          .log(
              now.isEmpty()
                  ? "The network of the caches cannot be reached; they go on alone"
                  : "The network of the caches is reached");
    }
    connected = !now.isEmpty();
    withNode(node -> node.view(now));
  }

  private void withNode(Consumer<Node> action) {
    Node current = session.node();
    if (current != null) {
      action.accept(current);
    }
  }
}
