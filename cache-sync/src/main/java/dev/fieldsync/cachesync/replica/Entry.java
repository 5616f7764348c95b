package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.version.Checksum;
import dev.fieldsync.cachesync.version.Versions;
import org.jspecify.annotations.Nullable;

/** One key of a replica. For one thread. */
final class Entry {

  final String key;
  final long keyHash;
  Versions versions;
  long hash;
  byte @Nullable [] shown;
  @Nullable Entry nextInLeaf;

  Entry(String key, long keyHash, Versions versions) {
    this.key = key;
    this.keyHash = keyHash;
    this.versions = versions;
    this.hash = hash(keyHash, versions);
  }

  static long hash(long keyHash, Versions versions) {
    return Checksum.mix(keyHash ^ versions.digest());
  }
}
