package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.merkle.MerkleTree;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The entries by the leaf of the Merkle tree that they lie in. For one thread. */
final class Leaves {

  private final int depth;
  private final @Nullable Entry[] first;

  Leaves(int depth) {
    this.depth = depth;
    this.first = new @Nullable Entry[1 << (4 * depth)];
  }

  int count() {
    return first.length;
  }

  void add(Entry entry) {
    int leaf = MerkleTree.leaf(entry.keyHash, depth);
    entry.nextInLeaf = first[leaf];
    first[leaf] = entry;
  }

  void remove(Entry entry) {
    int leaf = MerkleTree.leaf(entry.keyHash, depth);
    Entry before = null;
    for (Entry each = first[leaf]; each != null; each = each.nextInLeaf) {
      if (each == entry) {
        if (before == null) {
          first[leaf] = each.nextInLeaf;
        } else {
          before.nextInLeaf = each.nextInLeaf;
        }
        return;
      }
      before = each;
    }
  }

  /** Visits a leaf's entries; a visitor may remove the one that it is shown. */
  void forEach(int leaf, Consumer<Entry> visitor) {
    Entry next;
    for (Entry each = first[leaf]; each != null; each = next) {
      next = each.nextInLeaf;
      visitor.accept(each);
    }
  }
}
