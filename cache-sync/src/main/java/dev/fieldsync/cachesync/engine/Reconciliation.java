package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.replica.Replica;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Finds out with a peer, digest by digest, whether both have the same, and exchanges what differs.
 * For one thread.
 */
final class Reconciliation {

  private static final long MAX_GRACE_MS = 1_000;

  private final String group;
  private final Replica replica;
  private final Knowledge knowledge;
  private final Surroundings node;
  private final BiConsumer<String, PeerProgress> same;

  /**
   * Makes it for a group.
   *
   * @param same told of a peer that has the same
   */
  Reconciliation(
      String group,
      Replica replica,
      Knowledge knowledge,
      Surroundings node,
      BiConsumer<String, PeerProgress> same) {
    this.group = group;
    this.replica = replica;
    this.knowledge = knowledge;
    this.node = node;
    this.same = same;
  }

  void receive(String from, PeerProgress peer, Message.Digest digest) {
    if (digest.resolution() != replica.settings().resolution().id()
        || digest.depth() != replica.settings().treeDepth()) {
      node.counters().incompatible++;
      node.send(from, group, new Message.NotHere());
      return;
    }
    peer.notHere = false;
    peer.seen = digest.seen();
    boolean crossed = node.ownClock() - peer.digestSentAt < node.settings().minGapMillis();
    if (crossed && node.name().compareTo(from) < 0) {
      // Both began at once; ours goes on.
      return;
    }
    KeyFilter shared = replica.settings().filter().and(digest.filter());
    boolean comparable = shared.equals(digest.filter());
    if (comparable && isSame(shared, digest.root())) {
      if (replica.tree(shared).root() == digest.root()) {
        same.accept(from, peer);
      }
      if (isWhole(shared)) {
        replica.learnSeen(digest.seen());
      }
      node.send(from, group, inSync(shared));
    } else {
      node.send(from, group, comparison(shared, node.random().nextLong()).begin());
    }
    peer.heardAt = node.ownClock();
  }

  /** A peer that is a little behind gets what it lacks without being compared with. */
  private boolean isSame(KeyFilter shared, long root) {
    long grace = Math.min(MAX_GRACE_MS, node.settings().syncInterval().toMillis());
    return replica.tree(shared).root() == root
        || (isWhole(shared) && replica.hadRootSince(root, node.now() - grace));
  }

  private Message inSync(KeyFilter filter) {
    return new Message.InSync(filter, replica.tree(filter).root(), replica.seen());
  }

  void receive(String from, PeerProgress peer, Message.InSync said) {
    peer.seen = said.seen();
    boolean whole = isWhole(said.filter());
    if (isOurs(said.filter())
        && (replica.tree(said.filter()).root() == said.root()
            || (whole && replica.hadRoot(said.root())))) {
      if (whole) {
        replica.learnSeen(said.seen());
      }
      same.accept(from, peer);
    }
  }

  void receive(String from, PeerProgress peer, Message.Compare compare) {
    peer.heardAt = node.ownClock();
    if (!isOurs(compare.filter())) {
      return;
    }
    List<Message> answers =
        comparison(compare.filter(), compare.salt()).answer(compare.level(), compare.nodes());
    if (answers.isEmpty()) {
      node.send(from, group, inSync(compare.filter()));
    }
    answers.forEach(answer -> node.send(from, group, answer));
  }

  void receive(String from, PeerProgress peer, Message.LeafContents contents) {
    peer.heardAt = node.ownClock();
    if (!isOurs(contents.filter())) {
      return;
    }
    Comparison.Differences differences =
        comparison(contents.filter(), contents.salt()).differences(contents.leaves());
    if (!differences.want().isEmpty()) {
      node.send(
          from, group, new Message.Want(contents.filter(), contents.salt(), differences.want()));
    }
    knowledge.tell(from, differences.tell());
  }

  void receive(String from, Message.Want want) {
    if (isOurs(want.filter())) {
      knowledge.tell(from, comparison(want.filter(), want.salt()).wanted(want.leaves()));
    }
  }

  private boolean isOurs(KeyFilter filter) {
    return replica.settings().filter().covers(filter);
  }

  private boolean isWhole(KeyFilter filter) {
    return filter.equals(replica.settings().filter());
  }

  private Comparison comparison(KeyFilter filter, long salt) {
    return new Comparison(replica, filter, salt);
  }
}
