package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.replica.Replica;
import dev.fieldsync.cachesync.version.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What this node knows of keys, as it tells peers. For one thread. */
final class Knowledge {

  /** Bytes of a key in a message besides its value and its name, about. */
  static final int ITEM_OVERHEAD = 40;

  private static final int MAX_MESSAGE_BYTES = 256 * 1024;

  private final String group;
  private final Replica replica;
  private final Surroundings node;

  Knowledge(String group, Replica replica, Surroundings node) {
    this.group = group;
    this.replica = replica;
    this.node = node;
  }

  /** Returns what is to be said of a key; of damaged bytes it says that they are missing. */
  Optional<Message.Update.Known> of(String key) {
    if (!replica.isIntact(key)) {
      node.counters().damaged++;
    }
    return replica.find(key).map(versions -> new Message.Update.Known(key, versions));
  }

  /** Tells a peer of keys, as the answer to a comparison. */
  void tell(String to, List<String> keys) {
    List<Message.Update.Known> batch = new ArrayList<>();
    int bytes = 0;
    for (String key : keys) {
      Optional<Message.Update.Known> item = of(key);
      if (item.isPresent()) {
        batch.add(item.get());
        bytes += bytes(item.get());
        if (batch.size() >= node.settings().batchSize() || isFull(bytes)) {
          node.send(to, group, new Message.Update(List.copyOf(batch), true));
          batch.clear();
          bytes = 0;
        }
      }
    }
    if (!batch.isEmpty()) {
      node.send(to, group, new Message.Update(List.copyOf(batch), true));
    }
  }

  /** Says whether a message with so many bytes in it takes no more. */
  static boolean isFull(int bytes) {
    return bytes >= MAX_MESSAGE_BYTES;
  }

  /** Returns how many bytes an item has in a message, about. */
  static int bytes(Message.Update.Known item) {
    int bytes = item.key().length() + ITEM_OVERHEAD;
    for (Version version : item.versions().concurrent()) {
      byte[] value = version.bytes();
      bytes += value == null ? 0 : value.length;
    }
    return bytes;
  }
}
