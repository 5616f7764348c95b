package dev.fieldsync.taskagent.queue;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An operation that will be sent, as people see it.
 *
 * @param title of the task as it is now on this device
 * @param data what is sent of it: the fields that were changed
 * @param status {@code pending}, {@code in-progress} or {@code error}, which is tried again
 * @param nextAttemptAt not before this; {@code null} when it has not failed
 * @param lastError what the server said of the last attempt
 */
record WaitingOperation(
    String id,
    @JsonProperty("task_id") String taskId,
    String title,
    String operation,
    JsonNode data,
    @JsonProperty("created_at") String createdAt,
    String status,
    @JsonProperty("retry_count") int retryCount,
    @JsonProperty("max_attempts") int maxAttempts,
    @JsonProperty("next_attempt_at") @Nullable Instant nextAttemptAt,
    @JsonProperty("last_error") @Nullable String lastError) {}
