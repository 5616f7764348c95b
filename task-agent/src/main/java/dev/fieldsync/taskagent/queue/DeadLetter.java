package dev.fieldsync.taskagent.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.JsonNode;

/**
 * An operation that the server would not take; kept until a person replays it.
 *
 * @param data the task as it was then
 * @param error what the server said
 */
record DeadLetter(
    String id,
    @JsonProperty("task_id") String taskId,
    String operation,
    JsonNode data,
    @JsonProperty("created_at") String createdAt,
    @JsonProperty("retry_count") int retryCount,
    String error,
    @JsonProperty("failed_at") String failedAt) {}
