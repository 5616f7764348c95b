package dev.fieldsync.taskagent.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.JsonNode;

/**
 * An operation that the server would not take; kept until a person replays it.
 *
 * @param title of the task as it is now on this device
 * @param data what is sent of it: the fields that were changed
 * @param error what the server said
 */
record DeadLetter(
    String id,
    @JsonProperty("task_id") String taskId,
    String title,
    String operation,
    JsonNode data,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("retry_count") int retryCount,
    String error,
    @JsonProperty("failed_at") String failedAt) {}
