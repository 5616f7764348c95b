package dev.fieldsync.cachesync;

/** Too many operations wait for the synchronizer; try again later. Nothing was changed. */
public final class SyncOverloadedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SyncOverloadedException(int waiting) {
    super(waiting + " operations wait for the cache synchronizer; try again later");
  }
}
