package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The operations that are recorded already.
 *
 * @param digests of those that are decided, by operation
 * @param failed those that failed, which are decided anew
 */
record KnownOperations(Map<Key, String> digests, Set<Key> failed) {

  /** An operation's id means something among its owner's only. */
  record Key(TaskOwner owner, UUID operationId) {

    static Key of(TaskOperation operation) {
      return new Key(operation.owner(), operation.operationId());
    }
  }
}
