package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskContent;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.WriteStamp;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as it stands, deleted ones included.
 *
 * @param serverId the id that the server gave it
 * @param stamp the write that stands
 * @param device what that write was made on
 * @param version of its owner's counter, at that write
 */
record StoredTask(
    TaskKey key,
    UUID serverId,
    TaskContent content,
    WriteStamp stamp,
    @Nullable String device,
    long version) {

  boolean isDeleted() {
    return stamp.action() == TaskAction.DELETE;
  }

  /** Says whether whoever made the operation had seen this, or made it. */
  boolean isKnownTo(TaskOperation operation) {
    boolean seen = operation.baseVersion() != null && operation.baseVersion() == version;
    return seen || (device != null && device.equals(operation.device()));
  }
}
