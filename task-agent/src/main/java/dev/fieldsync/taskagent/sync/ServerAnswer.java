package dev.fieldsync.taskagent.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.taskagent.task.Settled;
import dev.fieldsync.taskagent.task.Task;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the server answers. */
final class ServerAnswer {

  private ServerAnswer() {}

  /** To a batch. */
  record Batch(@JsonProperty("processed_items") List<Item> processedItems) {}

  /**
   * About one operation of a batch.
   *
   * @param serverData in a conflict what the task was on the server
   * @param resolvedData the task as it is now; left out when it is as the operation says, and then
   *     {@code version} is what this device cannot know
   * @param updatedAt then, when the operation counts by another time than its own
   * @param errorCode the stable name of an error
   */
  record Item(
      @JsonProperty("client_id") String clientId,
      String status,
      @Nullable String winner,
      @JsonProperty("server_data") @Nullable JsonNode serverData,
      @JsonProperty("resolved_data") @Nullable Task resolvedData,
      @JsonProperty("server_id") @Nullable String serverId,
      @Nullable Long version,
      @JsonProperty("updated_at") @Nullable Instant updatedAt,
      @Nullable String error,
      @JsonProperty("error_code") @Nullable String errorCode,
      @Nullable Boolean retryable) {

    /** Returns what the server adds when it has the task as the operation says, else nothing. */
    @Nullable Settled settled(String taskId) {
      return resolvedData != null || serverId == null || version == null
          ? null
          : new Settled(taskId, serverId, version, updatedAt);
    }

    /** Says whether the server has no such task, though this device has seen it there. */
    boolean isTaskGone() {
      return "TaskNotFound".equals(errorCode);
    }

    /** Says whether an error may be none the next time; it may unless the server says no. */
    boolean mayBeTriedAgain() {
      return !Boolean.FALSE.equals(retryable);
    }
  }

  /** To the question what other devices did. */
  record Changes(
      List<Task> changes, String checkpoint, @JsonProperty("has_more") boolean hasMore) {}
}
