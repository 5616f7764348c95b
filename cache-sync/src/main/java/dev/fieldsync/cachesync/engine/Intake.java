package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.merkle.MerkleTree;
import dev.fieldsync.cachesync.replica.Merged;
import dev.fieldsync.cachesync.replica.Replica;
import dev.fieldsync.cachesync.version.Checksum;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Takes what others know into the replica. For one thread. */
final class Intake {

  private final String group;
  private final Replica replica;
  private final Deltas deltas;
  private final Surroundings node;

  Intake(String group, Replica replica, Deltas deltas, Surroundings node) {
    this.group = group;
    this.replica = replica;
    this.deltas = deltas;
    this.node = node;
  }

  /** Takes in versions of a key, and counts those that cannot be. */
  Merged merge(String key, Versions versions) {
    Merged merged = replica.merge(key, versions, node.now());
    if (merged == Merged.AHEAD) {
      node.counters().ahead++;
    } else if (merged == Merged.FULL) {
      node.counters().full++;
    }
    return merged;
  }

  void receive(String from, PeerProgress peer, Message.Update update) {
    List<Message.Gone.Removed> gone = new ArrayList<>();
    boolean news = false;
    for (Message.Update.Known item : update.items()) {
      Merged merged = merge(item.key(), item.versions());
      if (merged == Merged.GONE) {
        List<Dot> dots = item.versions().concurrent().stream().map(Version::dot).toList();
        gone.add(new Message.Gone.Removed(item.key(), dots));
      }
      news |= merged == Merged.NEWS;
      if (update.repair() && merged == Merged.NEWS) {
        node.counters().repaired++;
      }
    }
    if (!gone.isEmpty()) {
      node.send(from, group, new Message.Gone(gone));
    }
    if (update.repair() && (news || !gone.isEmpty())) {
      peer.progressAt = node.ownClock();
      peer.digestBy(node.ownClock());
    }
  }

  void receive(String from, Message.Delta delta) {
    delta.items().forEach(item -> receive(from, item));
  }

  private void receive(String from, Message.Delta.Changed item) {
    if (!replica.settings().filter().test(item.key())) {
      merge(item.key(), new Versions(item.seen(), List.of(item.version())));
      return;
    }
    Optional<byte[]> whole = whole(item);
    if (whole.isPresent()) {
      Version version = Version.of(item.version().dot(), item.version().time(), whole.get());
      merge(item.key(), new Versions(item.seen(), List.of(version)));
    } else if (!replica.hasSeen(item.version().dot())) {
      node.send(from, group, want(item.key()));
    }
  }

  /** Returns the value that the difference makes, when it is the one that was meant. */
  private Optional<byte[]> whole(Message.Delta.Changed item) {
    return replica
        .find(item.key())
        .flatMap(versions -> versions.find(item.base()))
        .filter(Version::isIntact)
        .map(Version::bytes)
        .map(bytes -> deltas.apply(bytes, item.change()))
        .filter(bytes -> Checksum.of(bytes) == item.version().checksum());
  }

  private Message want(String key) {
    long keyHash = Checksum.of(key);
    int leaf = MerkleTree.leaf(keyHash, replica.settings().treeDepth());
    List<Integer> keys = List.of(MerkleTree.salted(keyHash, 0));
    return new Message.Want(
        replica.settings().filter(), 0, List.of(new Message.Want.Wanted(leaf, keys)));
  }

  void receive(Message.Gone gone) {
    gone.items().forEach(each -> replica.dropGone(each.key(), each.dots(), node.now()));
  }
}
