package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.merkle.MerkleTree;
import java.util.LinkedHashMap;
import java.util.Map;

/** The hashes over all entries, and over those parts that peers share. For one thread. */
final class Trees {

  private static final int MAX_PARTIAL = 8;

  private final int depth;
  private final MerkleTree whole;

  /** Trees over the keys that peers share with us; the least lately used goes first. */
  private final Map<KeyFilter, MerkleTree> partial = new LinkedHashMap<>(16, 0.75f, true);

  Trees(int depth) {
    this.depth = depth;
    this.whole = new MerkleTree(depth);
  }

  MerkleTree whole() {
    return whole;
  }

  /** Returns the tree over the entries that a filter lets through, made of them if need be. */
  MerkleTree partial(KeyFilter filter, Iterable<Entry> entries) {
    MerkleTree tree = partial.get(filter);
    if (tree == null) {
      tree = new MerkleTree(depth);
      for (Entry entry : entries) {
        if (filter.test(entry.key)) {
          tree.toggle(entry.keyHash, entry.hash);
          tree.count(1);
        }
      }
      if (partial.size() >= MAX_PARTIAL) {
        partial.remove(partial.keySet().iterator().next());
      }
      partial.put(filter, tree);
    }
    return tree;
  }

  void add(Entry entry) {
    toggle(entry);
    count(entry, 1);
  }

  void remove(Entry entry) {
    toggle(entry);
    count(entry, -1);
  }

  /** Adds an entry's hash, or takes it away when it is there. */
  void toggle(Entry entry) {
    whole.toggle(entry.keyHash, entry.hash);
    partial.forEach(
        (filter, tree) -> {
          if (filter.test(entry.key)) {
            tree.toggle(entry.keyHash, entry.hash);
          }
        });
  }

  private void count(Entry entry, int difference) {
    whole.count(difference);
    partial.forEach(
        (filter, tree) -> {
          if (filter.test(entry.key)) {
            tree.count(difference);
          }
        });
  }
}
