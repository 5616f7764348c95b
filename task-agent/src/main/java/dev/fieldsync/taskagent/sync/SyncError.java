package dev.fieldsync.taskagent.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;

/** Why an operation was not taken. */
record SyncError(
    @JsonProperty("operation_id") String operationId,
    @JsonProperty("task_id") String taskId,
    String operation,
    String error,
    Instant timestamp) {}
