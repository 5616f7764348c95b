package dev.fieldsync.gateway.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A conflict and how it was resolved.
 *
 * @param winner {@code incoming} or {@code stored}
 * @param incoming what the operation wanted the task to be
 * @param stored what the task was
 */
record ConflictView(
    @JsonProperty("operation_id") UUID operationId,
    @JsonProperty("task_id") UUID taskId,
    String operation,
    @Nullable String device,
    String winner,
    JsonNode incoming,
    JsonNode stored,
    @JsonProperty("decided_at") OffsetDateTime decidedAt) {}
