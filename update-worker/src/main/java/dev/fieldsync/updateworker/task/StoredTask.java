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
    return wasSeenBy(operation) || isOfDeviceOf(operation);
  }

  /**
   * Says whether the operation was made after this and in knowledge of it: its sender had seen it,
   * or its device had written it, earlier by its own clock.
   */
  boolean wasThereBefore(TaskOperation operation) {
    return wasSeenBy(operation)
        || (isOfDeviceOf(operation) && operation.claimedAt().isAfter(stamp.claimedAt()));
  }

  private boolean wasSeenBy(TaskOperation operation) {
    return operation.baseVersion() != null && operation.baseVersion() == version;
  }

  private boolean isOfDeviceOf(TaskOperation operation) {
    return device != null && device.equals(operation.device());
  }
}
