package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.Node;
import dev.fieldsync.cachesync.engine.Outside;
import dev.fieldsync.cachesync.replica.KeyChange;
import dev.fieldsync.cachesync.transport.Transport;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the node tells: messages go to the transport, changes to the caches. */
final class Outgoing implements Outside {

  /** Messages handed to the transport whose outcome is not known. */
  private static final int MAX_SENDING = 1_024;

  private final Transport transport;
  private final Loop loop;
  private final Turns turns;
  private final Session session;
  private final AtomicLong dropped;
  private final AtomicInteger sending = new AtomicInteger();

  /**
   * Makes it for a synchronizer.
   *
   * @param dropped counts messages for which there is no room
   */
  Outgoing(Transport transport, Loop loop, Turns turns, Session session, AtomicLong dropped) {
    this.transport = transport;
    this.loop = loop;
    this.turns = turns;
    this.session = session;
    this.dropped = dropped;
  }

  @Override
  public void send(@Nullable String to, byte[] frame, long id) {
    if (sending.incrementAndGet() > MAX_SENDING) {
      sending.decrementAndGet();
      dropped.incrementAndGet();
      tellOutcome(id, false);
      return;
    }
    var unused =
        transport
            .send(to, frame)
            .whenComplete(
                (done, error) -> {
                  sending.decrementAndGet();
                  tellOutcome(id, error == null);
                });
  }

  /** From any thread, and always later: the node that sends is in the middle of something. */
  private void tellOutcome(long id, boolean success) {
    loop.run(
        () ->
            turns.run(
                () -> {
                  Node current = session.node();
                  if (current != null) {
                    current.sent(id, success);
                  }
                }));
  }

  @Override
  public void changed(String group, KeyChange change) {
    Registration<?> registration = session.registration(group);
    if (registration != null) {
      registration.changed(change);
    }
  }
}
