package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import java.util.UUID;

/** Which task: an id means something among its owner's tasks only. */
record TaskKey(TaskOwner owner, UUID taskId) {

  static TaskKey of(TaskOperation operation) {
    return new TaskKey(operation.owner(), operation.taskId());
  }
}
