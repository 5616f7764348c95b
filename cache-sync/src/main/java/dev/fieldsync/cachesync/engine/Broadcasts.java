package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells all peers of what was written here; of changes only the difference. For one thread. */
final class Broadcasts {

  private final String group;
  private final Knowledge knowledge;
  private final Deltas deltas;
  private final Outbox outbox;
  private final Surroundings node;

  Broadcasts(String group, Knowledge knowledge, Deltas deltas, Outbox outbox, Surroundings node) {
    this.group = group;
    this.knowledge = knowledge;
    this.deltas = deltas;
    this.outbox = outbox;
    this.node = node;
  }

  /**
   * Has a key told with the next flush.
   *
   * @param base the version that the peers have been told of; null when there is none
   */
  void add(String key, @Nullable Version base) {
    outbox.add(key, base);
  }

  /** Returns how many keys wait or are under way. */
  int size() {
    return outbox.size();
  }

  /** Sends what waits to be sent. */
  void flush() {
    if (node.peers().isEmpty()) {
      // Nobody to tell; who comes compares.
      outbox.clear();
      return;
    }
    List<Outbox.Waiting> next = outbox.take(node.settings().batchSize(), node.ownClock());
    while (!next.isEmpty()) {
      send(next);
      next = outbox.take(node.settings().batchSize(), node.ownClock());
    }
  }

  private void send(List<Outbox.Waiting> next) {
    List<Message.Update.Known> items = new ArrayList<>();
    List<Message.Delta.Changed> changes = new ArrayList<>();
    List<Outbox.Waiting> whole = new ArrayList<>();
    List<Outbox.Waiting> partly = new ArrayList<>();
    int bytes = 0;
    for (Outbox.Waiting waiting : next) {
      Optional<Message.Update.Known> item = knowledge.of(waiting.key());
      Optional<Message.Delta.Changed> change = item.flatMap(each -> change(each, waiting.base()));
      if (change.isPresent()) {
        changes.add(change.get());
        partly.add(waiting);
      } else if (item.isPresent()) {
        items.add(item.get());
        whole.add(waiting);
        bytes += Knowledge.bytes(item.get());
        if (Knowledge.isFull(bytes)) {
          send(new Message.Update(List.copyOf(items), false), whole);
          items.clear();
          whole.clear();
          bytes = 0;
        }
      }
    }
    if (!items.isEmpty()) {
      send(new Message.Update(List.copyOf(items), false), whole);
    }
    if (!changes.isEmpty()) {
      send(new Message.Delta(List.copyOf(changes)), partly);
    }
  }

  private void send(Message message, List<Outbox.Waiting> sent) {
    outbox.sending(node.send(null, group, message), sent);
  }

  private Optional<Message.Delta.Changed> change(
      Message.Update.Known item, @Nullable Version base) {
    Version version = item.versions().newest();
    byte[] changed = version.bytes();
    byte[] before = base == null ? null : base.bytes();
    if (base == null
        || before == null
        || changed == null
        || item.versions().concurrent().size() > 1
        || !base.isIntact()) {
      return Optional.empty();
    }
    byte[] difference = deltas.difference(before, changed);
    return difference == null || difference.length + Knowledge.ITEM_OVERHEAD >= changed.length
        ? Optional.empty()
        : Optional.of(
            new Message.Delta.Changed(
                item.key(), base.dot(), version.damaged(), item.versions().seen(), difference));
  }

  /** Learns what became of a message. */
  void sent(long id, boolean success) {
    node.counters().givenUp +=
        outbox.sent(
            id, success, failures -> node.ownClock() + Backoff.millis(failures, node.random()));
  }
}
