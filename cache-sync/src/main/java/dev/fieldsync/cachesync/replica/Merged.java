package dev.fieldsync.cachesync.replica;

/** What became of versions that came from outside. */
public enum Merged {
  /** They brought something new. */
  NEWS,
  /** All of it was known. */
  KNOWN,
  /** They are dated too far in the future; they come again when it is time. */
  AHEAD,
  /** There is no room for another key. */
  FULL,
  /** They were removed here, so long ago that only this is known of it. */
  GONE,
  /** Their key is not one of ours. */
  FOREIGN
}
