package dev.fieldsync.taskagent.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.taskagent.task.Task;
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
   * @param resolvedData the task as it is now
   * @param errorCode the stable name of an error
   */
  record Item(
      @JsonProperty("client_id") String clientId,
      String status,
      @Nullable String winner,
      @JsonProperty("server_data") @Nullable JsonNode serverData,
      @JsonProperty("resolved_data") @Nullable Task resolvedData,
      @Nullable String error,
      @JsonProperty("error_code") @Nullable String errorCode,
      @Nullable Boolean retryable) {

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
