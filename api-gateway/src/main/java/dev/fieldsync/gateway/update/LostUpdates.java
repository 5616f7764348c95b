package dev.fieldsync.gateway.update;

import java.util.Optional;
import java.util.UUID;

/** Knows the updates that were accepted and that no worker could read. Thread-safe. */
public interface LostUpdates {

  /** Returns the update under this id that was put aside, as it stands now. */
  Optional<LostUpdate> find(UUID updateId, String organizationId);
}
