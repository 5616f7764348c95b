package dev.fieldsync.gateway.task;

import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskOperation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of an operation.
 *
 * @param problem why it was not applied, for people
 * @param conflict whether another side had changed the task meanwhile
 * @param stored in a conflict what the task was
 * @param stands the task, when nothing was written to it after the operation
 */
record OperationOutcome(
    TaskOperation operation,
    Status status,
    @Nullable String problem,
    boolean conflict,
    @Nullable JsonNode stored,
    OperationTable.@Nullable Stands stands) {

  /** Where an operation stands. */
  enum Status {
    /** It became what the task is. */
    APPLIED,
    /** A write that counts as later stood already. */
    SUPERSEDED,
    /** It can never be applied. */
    REJECTED,
    /** The server could not store it. */
    FAILED,
    /** Another operation has its id. */
    REUSED,
    /** It is not decided yet, or may not be durable; sending it again is safe and needed. */
    UNDECIDED
  }

  /** Returns the task when it is what the operation says, so that its sender knows the rest. */
  OperationTable.@Nullable Stands standsAsSent() {
    return stands != null
            && status == Status.APPLIED
            && !conflict
            && operation.action() != TaskAction.DELETE
            && operation.change().carriesEverything()
            && stands.createdAt().equals(operation.change().createdAt())
        ? stands
        : null;
  }

  static OperationOutcome undecided(TaskOperation operation) {
    return new OperationOutcome(operation, Status.UNDECIDED, null, false, null, null);
  }
}
