package dev.fieldsync.cachesync;

/**
 * What a value means that is in a registered cache and is not the one that the synchronizer put
 * there. A scan finds it: at {@link CacheSynchronizer#sync} and every {@linkplain
 * SyncOptions#scanInterval scan interval}.
 */
public enum OutsideChanges {
  /** The application wrote it into its cache: it goes to all nodes like any other write. */
  ADOPT,
  /** It is damaged: the right one is put back. All writes go through the synchronizer. */
  REPAIR,
  /** Nothing; the caches are not scanned. */
  IGNORE
}
