package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.merkle.MerkleTree;
import dev.fieldsync.cachesync.replica.Replica;
import dev.fieldsync.cachesync.version.Versions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One step of finding out where two replicas differ. Nodes take turns: each answers the hashes that
 * it got with those one level further down, of what differs only. Nothing is remembered between
 * steps, so a lost message costs no more than the round. What does not fit into a round is found in
 * the next.
 */
final class Comparison {

  /** Nodes or leaves followed in one round. */
  private static final int MAX_PER_ROUND = 4_096;

  private static final int NODES_PER_MESSAGE = 512;

  /** Leaves and their entries. */
  private static final int ITEMS_PER_MESSAGE = 4_096;

  private final Replica replica;
  private final KeyFilter filter;
  private final long salt;
  private final MerkleTree tree;

  Comparison(Replica replica, KeyFilter filter, long salt) {
    this.replica = replica;
    this.filter = filter;
    this.salt = salt;
    this.tree = replica.tree(filter);
  }

  /** Returns the first step. */
  Message begin() {
    return new Message.Compare(filter, salt, 0, List.of(node(0, 0)));
  }

  /** Returns the answers to a step: none when nothing differs. */
  List<Message> answer(int level, List<Message.Compare.Node> nodes) {
    List<Integer> different = new ArrayList<>();
    for (Message.Compare.Node node : nodes) {
      if (tree.contains(level, node.index()) && level < tree.depth()) {
        int[] mine = tree.children(level, node.index(), salt);
        for (int i = 0; i < mine.length && different.size() < MAX_PER_ROUND; i++) {
          if (mine[i] != node.children()[i]) {
            different.add(node.index() * MerkleTree.FANOUT + i);
          }
        }
      }
    }
    return level + 1 < tree.depth() ? nodes(level + 1, different) : leaves(different);
  }

  private List<Message> nodes(int level, List<Integer> indexes) {
    List<Message> messages = new ArrayList<>();
    for (int from = 0; from < indexes.size(); from += NODES_PER_MESSAGE) {
      messages.add(
          new Message.Compare(
              filter,
              salt,
              level,
              part(indexes, from, NODES_PER_MESSAGE).stream()
                  .map(index -> node(level, index))
                  .toList()));
    }
    return messages;
  }

  private Message.Compare.Node node(int level, int index) {
    return new Message.Compare.Node(index, tree.children(level, index, salt));
  }

  private List<Message> leaves(List<Integer> indexes) {
    List<Message> messages = new ArrayList<>();
    List<Message.LeafContents.Leaf> batch = new ArrayList<>();
    int size = 0;
    for (int index : indexes) {
      Message.LeafContents.Leaf leaf = contents(index);
      batch.add(leaf);
      size += 1 + leaf.items().size();
      if (size >= ITEMS_PER_MESSAGE) {
        messages.add(new Message.LeafContents(filter, salt, List.copyOf(batch)));
        batch.clear();
        size = 0;
      }
    }
    if (!batch.isEmpty()) {
      messages.add(new Message.LeafContents(filter, salt, batch));
    }
    return messages;
  }

  private Message.LeafContents.Leaf contents(int index) {
    List<Message.LeafContents.Listed> items = new ArrayList<>();
    replica.forEachInLeaf(
        index, filter, (key, keyHash, versions, hash) -> items.add(item(keyHash, versions, hash)));
    return new Message.LeafContents.Leaf(index, items);
  }

  private Message.LeafContents.Listed item(long keyHash, Versions versions, long hash) {
    return new Message.LeafContents.Listed(
        MerkleTree.salted(keyHash, salt), versions.newest().time(), MerkleTree.salted(hash, salt));
  }

  /**
   * What follows of a peer's leaves.
   *
   * @param tell keys that the peer has not, or older ones
   * @param want keys that it has newer, by leaf
   */
  record Differences(List<String> tell, List<Message.Want.Wanted> want) {}

  /** Finds out who has what. Of sets of concurrent versions both may lack some. */
  Differences differences(List<Message.LeafContents.Leaf> leaves) {
    List<String> tell = new ArrayList<>();
    List<Message.Want.Wanted> want = new ArrayList<>();
    for (Message.LeafContents.Leaf leaf : leaves) {
      if (tree.contains(tree.depth(), leaf.index())) {
        List<Integer> wanted = differences(leaf, tell);
        if (!wanted.isEmpty()) {
          want.add(new Message.Want.Wanted(leaf.index(), wanted));
        }
      }
    }
    return new Differences(tell, want);
  }

  private List<Integer> differences(Message.LeafContents.Leaf leaf, List<String> tell) {
    Map<Integer, Message.LeafContents.Listed> theirs = new HashMap<>();
    leaf.items().forEach(item -> theirs.put(item.key(), item));
    Set<Integer> wanted = new HashSet<>(theirs.keySet());
    replica.forEachInLeaf(
        leaf.index(),
        filter,
        (key, keyHash, versions, hash) -> {
          Message.LeafContents.Listed mine = item(keyHash, versions, hash);
          Message.LeafContents.Listed their = theirs.get(mine.key());
          boolean same = their != null && their.hash() == mine.hash();
          if (same || (their != null && mine.time() > their.time() && isAlone(versions))) {
            wanted.remove(mine.key());
          }
          if (their == null || (!same && (mine.time() >= their.time() || !isAlone(versions)))) {
            tell.add(key);
          }
        });
    return List.copyOf(wanted);
  }

  /**
   * Says whether of this and another version the one with the later time replaces the other. Not so
   * with writes of the outside, whose numbers and times need not agree: the higher number replaces
   * the lower one, and only merging finds out.
   */
  private static boolean isAlone(Versions versions) {
    return versions.concurrent().size() == 1 && !versions.isOfTheOutside();
  }

  /** Returns the keys that a peer wants. */
  List<String> wanted(List<Message.Want.Wanted> leaves) {
    List<String> keys = new ArrayList<>();
    for (Message.Want.Wanted leaf : leaves) {
      if (tree.contains(tree.depth(), leaf.index())) {
        Set<Integer> wanted = new HashSet<>(leaf.keys());
        replica.forEachInLeaf(
            leaf.index(),
            filter,
            (key, keyHash, versions, hash) -> {
              if (wanted.contains(MerkleTree.salted(keyHash, salt))) {
                keys.add(key);
              }
            });
      }
    }
    return keys;
  }

  private static <T> List<T> part(List<T> all, int from, int size) {
    return all.subList(from, Math.min(all.size(), from + size));
  }
}
