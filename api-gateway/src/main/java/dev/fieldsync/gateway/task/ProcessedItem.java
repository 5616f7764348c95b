package dev.fieldsync.gateway.task;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.shared.template.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of one item of a batch.
 *
 * @param clientId the item's {@code id}
 * @param status {@code success}; {@code conflict} when another side had changed the task meanwhile;
 *     {@code error}
 * @param winner in a conflict {@code client} or {@code server}
 * @param serverData in a conflict what the task was, which is one of both sides
 * @param resolvedData the task as it is now
 * @param errorCode of an error: its stable name
 * @param retryable of an error: whether sending it again may help
 * @param version of a task that is as the item says, when its sender wants to hear no more
 * @param updatedAt the time by which such an item counts, when that is not its own
 */
record ProcessedItem(
    @JsonProperty("client_id") String clientId,
    @JsonProperty("task_id") @Nullable UUID taskId,
    @JsonProperty("server_id") @Nullable UUID serverId,
    String status,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String winner,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("server_data")
        @Nullable JsonNode serverData,
    @JsonProperty("resolved_data") @Nullable TaskView resolvedData,
    @Nullable String error,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("error_code")
        @Nullable String errorCode,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean retryable,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long version,
    @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("updated_at")
        @Nullable Instant updatedAt) {

  static ProcessedItem invalid(BatchItem item) {
    return error(item, null, "ValidationError", text(item.violations()), false);
  }

  static ProcessedItem of(BatchItem item, OperationOutcome outcome, @Nullable TaskView task) {
    return switch (outcome.status()) {
      case APPLIED ->
          outcome.conflict() ? conflict(item, "client", outcome, task) : done(item, task);
      case SUPERSEDED ->
          outcome.conflict() ? conflict(item, "server", outcome, task) : done(item, task);
      case REJECTED -> error(item, task, "TaskNotFound", outcome.problem(), false);
      case REUSED -> error(item, task, "OperationIdReused", outcome.problem(), false);
      case FAILED, UNDECIDED -> error(item, task, "OperationFailed", outcome.problem(), true);
    };
  }

  private static ProcessedItem done(BatchItem item, @Nullable TaskView task) {
    return new ProcessedItem(
        item.clientId(),
        item.taskId(),
        serverId(task),
        "success",
        null,
        null,
        task,
        null,
        null,
        null,
        null,
        null);
  }

  /** The task is as the item says. */
  static ProcessedItem asSent(
      BatchItem item, OperationOutcome outcome, OperationTable.Stands task) {
    Instant sent = outcome.operation().claimedAt();
    return new ProcessedItem(
        item.clientId(),
        item.taskId(),
        task.serverId(),
        "success",
        null,
        null,
        null,
        null,
        null,
        null,
        task.version(),
        task.updatedAt().equals(sent) ? null : task.updatedAt());
  }

  private static ProcessedItem conflict(
      BatchItem item, String winner, OperationOutcome outcome, @Nullable TaskView task) {
    return new ProcessedItem(
        item.clientId(),
        item.taskId(),
        serverId(task),
        "conflict",
        winner,
        outcome.stored(),
        task,
        null,
        null,
        null,
        null,
        null);
  }

  private static ProcessedItem error(
      BatchItem item,
      @Nullable TaskView task,
      String code,
      @Nullable String problem,
      boolean retryable) {
    return new ProcessedItem(
        item.clientId(),
        item.taskId(),
        serverId(task),
        "error",
        null,
        null,
        task,
        String.valueOf(problem),
        code,
        retryable,
        null,
        null);
  }

  private static @Nullable UUID serverId(@Nullable TaskView task) {
    return task == null ? null : task.serverId();
  }

  private static String text(List<Violation> violations) {
    return violations.stream()
        .map(each -> each.path().replaceFirst("^/items/[0-9]+/", "") + " " + each.message())
        .collect(Collectors.joining("; "));
  }
}
