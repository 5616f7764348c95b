package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.version.VersionVector;

/** How far a group is with a peer. Times are milliseconds of the own clock. For one thread. */
final class PeerProgress {

  static final long NEVER = Long.MAX_VALUE;

  /** When the next digest goes to it, besides the periodic ones. */
  long digestDueAt = NEVER;

  long digestSentAt = Long.MIN_VALUE / 2;
  long heardAt = Long.MIN_VALUE / 2;
  long progressAt = Long.MIN_VALUE / 2;
  boolean notHere;
  VersionVector seen = VersionVector.EMPTY;

  /** Wants a digest sent, no later than this. */
  void digestBy(long at) {
    digestDueAt = Math.min(digestDueAt, at);
  }
}
