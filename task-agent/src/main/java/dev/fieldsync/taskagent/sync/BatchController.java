package dev.fieldsync.taskagent.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.taskagent.task.TakeOver;
import dev.fieldsync.taskagent.task.Task;
import dev.fieldsync.taskagent.task.TaskChanged;
import dev.fieldsync.taskagent.task.TaskTable;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Batches of other programs of this device; what they did is sent with the rest. */
@RestController
class BatchController {

  private final TakeOver takeOver;
  private final TaskTable tasks;
  private final ConflictLog conflicts;
  private final TransactionTemplate transaction;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  BatchController(
      TakeOver takeOver,
      TaskTable tasks,
      ConflictLog conflicts,
      TransactionTemplate transaction,
      ApplicationEventPublisher events,
      Clock clock) {
    this.takeOver = takeOver;
    this.tasks = tasks;
    this.conflicts = conflicts;
    this.transaction = transaction;
    this.events = events;
    this.clock = clock;
  }

  record BatchResult(@JsonProperty("processed_items") List<ProcessedItem> processedItems) {}

  /** What became of one item, as the server says it. */
  record ProcessedItem(
      @JsonProperty("client_id") String clientId,
      @JsonProperty("server_id") @Nullable String serverId,
      String status,
      @JsonProperty("resolved_data") @Nullable Task resolvedData,
      @Nullable String error,
      @JsonInclude(JsonInclude.Include.NON_NULL) @JsonProperty("error_code")
          @Nullable String errorCode) {

    static ProcessedItem error(String clientId, String code, String error) {
      return new ProcessedItem(clientId, null, "error", null, error, code);
    }
  }

  @PostMapping(path = "/api/sync/batch", consumes = MediaType.APPLICATION_JSON_VALUE)
  BatchResult batch(@RequestBody JsonNode body) {
    List<HandedInBatch.Item> items = HandedInBatch.read(body);
    return new BatchResult(transaction.execute(status -> takeOver(items)));
  }

  /** The answer shows the tasks as they are after all of it. */
  private List<ProcessedItem> takeOver(List<HandedInBatch.Item> items) {
    List<TakeOver.@Nullable Outcome> outcomes = new ArrayList<>(items.size());
    items.forEach(item -> outcomes.add(takeOver(item)));
    List<ProcessedItem> processed = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      processed.add(processed(items.get(i), outcomes.get(i)));
    }
    return processed;
  }

  private TakeOver.@Nullable Outcome takeOver(HandedInBatch.Item item) {
    TakeOver.Operation operation = item.operation();
    if (operation == null) {
      return null;
    }
    TakeOver.Outcome outcome = takeOver.takeOver(operation);
    if (outcome == TakeOver.Outcome.TAKEN) {
      events.publishEvent(new TaskChanged(operation.taskId()));
    }
    if (outcome == TakeOver.Outcome.SUPERSEDED) {
      Task stands = tasks.find(operation.taskId()).orElse(null);
      conflicts.addLocal(operation, item.data(), stands, clock.instant());
    }
    return outcome;
  }

  private ProcessedItem processed(HandedInBatch.Item item, TakeOver.@Nullable Outcome outcome) {
    TakeOver.Operation operation = item.operation();
    if (operation == null || outcome == null) {
      return ProcessedItem.error(item.clientId(), "ValidationError", item.problem());
    }
    if (outcome == TakeOver.Outcome.NOTHING_TO_CHANGE) {
      String problem = "There is no task " + operation.taskId() + " to change.";
      return ProcessedItem.error(item.clientId(), "TaskNotFound", problem);
    }
    if (outcome == TakeOver.Outcome.REUSED) {
      String problem = "Another operation was sent under this id: give this one an id of its own.";
      return ProcessedItem.error(item.clientId(), "OperationIdReused", problem);
    }
    Task now = tasks.find(operation.taskId()).orElse(null);
    return new ProcessedItem(
        item.clientId(),
        now == null ? null : now.serverId(),
        outcome == TakeOver.Outcome.SUPERSEDED ? "conflict" : "success",
        now,
        null,
        null);
  }
}
