package dev.fieldsync.cachesync.engine;

import java.util.Collection;

/** Some peers were not reached, or changed faster than they could be compared with. */
public final class SyncIncompleteException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  SyncIncompleteException(Collection<String> peers) {
    super(
        "Not in sync with "
            + String.join(", ", peers)
            + " after all retries; the periodic synchronization goes on");
  }
}
