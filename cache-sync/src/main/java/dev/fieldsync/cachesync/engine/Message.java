package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.VersionVector;
import dev.fieldsync.cachesync.version.Versions;
import java.util.List;

/** What nodes say to each other about one group. Any of it may be lost, doubled or late. */
sealed interface Message {

  /**
   * What is known of some keys.
   *
   * @param repair whether it answers a comparison, and is the last of that answer
   */
  record Update(List<Known> items, boolean repair) implements Message {

    /** One key. */
    record Known(String key, Versions versions) {}
  }

  /** Changes of values that the receiver most likely has. */
  record Delta(List<Changed> items) implements Message {

    /**
     * The change of one key.
     *
     * @param base the version that it changes
     * @param version the changed one, without its bytes
     * @param seen all that it replaces
     * @param change what makes its bytes of the base's
     */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Changed(String key, Dot base, Version version, VersionVector seen, byte[] change) {}
  }

  /**
   * How much there is at the sender, in a few bytes.
   *
   * @param resolution how it resolves
   * @param depth of its tree
   * @param filter the keys it wants
   * @param root the hash of all of them
   * @param seen which writes are in it
   */
  record Digest(int resolution, int depth, KeyFilter filter, long root, VersionVector seen)
      implements Message {}

  /**
   * The sender has the same.
   *
   * @param filter of the keys compared
   * @param root their hash
   * @param seen which writes are in it
   */
  record InSync(KeyFilter filter, long root, VersionVector seen) implements Message {}

  /**
   * Hashes of the children of nodes that differ.
   *
   * @param salt of the hashes
   * @param level of the nodes
   */
  record Compare(KeyFilter filter, long salt, int level, List<Node> nodes) implements Message {

    /** One node and its children's hashes. */
    @SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
    record Node(int index, int[] children) {}
  }

  /** What the sender has in leaves that differ. */
  record LeafContents(KeyFilter filter, long salt, List<Leaf> leaves) implements Message {

    /** One leaf. */
    record Leaf(int index, List<Listed> items) {}

    /**
     * One key.
     *
     * @param key 32 salted bits of its hash
     * @param time of its newest version
     * @param hash 32 salted bits of key and versions
     */
    record Listed(int key, long time, int hash) {}
  }

  /** The sender wants what the receiver has of these keys. */
  record Want(KeyFilter filter, long salt, List<Wanted> leaves) implements Message {

    /** Keys of a leaf, as 32 salted bits of their hashes. */
    record Wanted(int index, List<Integer> keys) {}
  }

  /** These versions were removed long ago. */
  record Gone(List<Removed> items) implements Message {

    /** Versions of one key. */
    record Removed(String key, List<Dot> dots) {}
  }

  /** The sender does not take part in the group, or not in the same way. */
  record NotHere() implements Message {}
}
