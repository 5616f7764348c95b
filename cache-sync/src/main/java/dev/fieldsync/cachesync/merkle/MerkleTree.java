package dev.fieldsync.cachesync.merkle;

import dev.fieldsync.cachesync.version.Checksum;

/**
 * Hashes over entries that lie in leaves by the first bits of their key's hash. A node's hash is
 * the exclusive or of the hashes of all entries below it, so a change costs as many steps as the
 * tree is deep. Sixteen children each. For one thread.
 *
 * <p>Between nodes travel 32 bits of a hash, salted anew in every round: what collides in one round
 * does not in the next.
 */
public final class MerkleTree {

  /** Children of every node. */
  public static final int FANOUT = 16;

  private static final int BITS = 4;

  private final int depth;
  private final long[][] levels;
  private int size;

  /**
   * Makes an empty tree.
   *
   * @param depth 1 to 5: 16 to 1,048,576 leaves, about 8.5 bytes each
   */
  public MerkleTree(int depth) {
    if (depth < 1 || depth > 5) {
      throw new IllegalArgumentException("A tree is 1 to 5 deep, not " + depth);
    }
    this.depth = depth;
    this.levels = new long[depth + 1][];
    for (int level = 0; level <= depth; level++) {
      levels[level] = new long[1 << (BITS * level)];
    }
  }

  /** Returns the leaf of a key in a tree of this depth. */
  public static int leaf(long keyHash, int depth) {
    return (int) (keyHash >>> (Long.SIZE - BITS * depth));
  }

  /** Adds an entry, or takes it away when it is there. */
  public void toggle(long keyHash, long entryHash) {
    for (int level = 0; level <= depth; level++) {
      int node = level == 0 ? 0 : leaf(keyHash, level);
      levels[level][node] ^= entryHash;
    }
  }

  /** Counts entries that came or went. */
  public void count(int difference) {
    size += difference;
  }

  /** Returns the number of entries. */
  public int size() {
    return size;
  }

  /** Returns how many levels are below the root. */
  public int depth() {
    return depth;
  }

  /** Returns the hash over everything. */
  public long root() {
    return levels[0][0];
  }

  /** Returns the hash of a node. */
  public long hash(int level, int node) {
    return levels[level][node];
  }

  /** Says whether a node exists. */
  public boolean contains(int level, int node) {
    return level >= 0 && level <= depth && node >= 0 && node < levels[level].length;
  }

  /** Returns the salted hashes of a node's children, as they travel. */
  public int[] children(int level, int node, long salt) {
    int[] hashes = new int[FANOUT];
    for (int i = 0; i < FANOUT; i++) {
      hashes[i] = salted(levels[level + 1][node * FANOUT + i], salt);
    }
    return hashes;
  }

  /** Returns 32 bits of a hash, as they travel. */
  public static int salted(long hash, long salt) {
    return (int) Checksum.mix(hash ^ salt);
  }
}
