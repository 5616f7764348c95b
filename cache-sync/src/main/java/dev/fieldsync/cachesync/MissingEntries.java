package dev.fieldsync.cachesync;

/** What it means when a key is not in a registered cache although it has a value. */
public enum MissingEntries {
  /** The cache has evicted it: nothing. */
  IGNORE,
  /** It is put back. */
  RESTORE,
  /** The application removed it: it is removed on all nodes. */
  REMOVE
}
