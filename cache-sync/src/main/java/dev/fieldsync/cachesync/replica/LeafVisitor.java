package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.version.Versions;

/** Sees the entries of a leaf. */
public interface LeafVisitor {

  /**
   * Sees an entry.
   *
   * @param hash of its key and its versions
   */
  void visit(String key, long keyHash, Versions versions, long hash);
}
