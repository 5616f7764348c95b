package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import java.util.Map;
import java.util.UUID;

/**
 * The operations that are decided already, but for those that failed.
 *
 * @param digests by operation
 */
record KnownOperations(Map<Key, String> digests) {

  /** An operation's id means something among its owner's only. */
  record Key(TaskOwner owner, UUID operationId) {

    static Key of(TaskOperation operation) {
      return new Key(operation.owner(), operation.operationId());
    }
  }
}
