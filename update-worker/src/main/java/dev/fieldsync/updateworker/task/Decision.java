package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOperation;
import org.jspecify.annotations.Nullable;

/**
 * What became of an operation.
 *
 * @param task the task after it, {@code null} when there is none
 * @param problem why it can never be applied
 * @param conflictWith the task before it, when its sender did not know that
 */
record Decision(
    TaskOperation operation,
    Status status,
    @Nullable StoredTask task,
    @Nullable String problem,
    @Nullable StoredTask conflictWith) {

  /** Where an operation ends. */
  enum Status {
    /** It is what the task is now. */
    APPLIED("applied"),
    /** A write that counts as later stands. */
    SUPERSEDED("superseded"),
    /** It can never be applied. */
    REJECTED("rejected"),
    /** It broke its transaction. */
    FAILED("failed");

    private final String code;

    Status(String code) {
      this.code = code;
    }

    String code() {
      return code;
    }
  }

  static Decision rejected(TaskOperation operation, @Nullable StoredTask task, String problem) {
    return new Decision(operation, Status.REJECTED, task, problem, null);
  }

  static Decision failed(TaskOperation operation) {
    String problem = "The server could not store this operation; it has been put aside there.";
    return new Decision(operation, Status.FAILED, null, problem, null);
  }
}
