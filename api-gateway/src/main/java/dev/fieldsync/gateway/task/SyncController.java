package dev.fieldsync.gateway.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.gateway.update.Preferences;
import dev.fieldsync.gateway.update.RequestBody;
import dev.fieldsync.gateway.update.UpdateProperties;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What devices send and fetch after they were offline. */
@RestController
@RequestMapping("/api/sync")
class SyncController {

  private static final String DEFAULT_LIMIT = "500";
  private static final int MAX_LIMIT = 1_000;

  private final BatchReader reader;
  private final SubmitOperations submit;
  private final TaskTable tasks;
  private final UpdateProperties limits;
  private final Clock clock;

  SyncController(
      BatchReader reader,
      SubmitOperations submit,
      TaskTable tasks,
      UpdateProperties limits,
      Clock clock) {
    this.reader = reader;
    this.submit = submit;
    this.tasks = tasks;
    this.limits = limits;
    this.clock = clock;
  }

  record BatchResult(
      @JsonProperty("processed_items") List<ProcessedItem> processedItems,
      @JsonProperty("server_timestamp") Instant serverTimestamp) {}

  @PostMapping("/batch")
  ResponseEntity<BatchResult> batch(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) throws IOException {
    caller.requireWriter();
    TaskOwner owner = owner(caller);
    List<BatchItem> items = reader.read(RequestBody.object(request, limits.maxBody()), owner);
    List<TaskOperation> operations =
        items.stream().map(BatchItem::operation).filter(Objects::nonNull).toList();
    List<OperationOutcome> outcomes =
        operations.isEmpty()
            ? List.of()
            : submit.submit(operations, Trace.continued(request.getHeader(Trace.HEADER)));
    if (outcomes.stream().anyMatch(each -> each.status() == OperationOutcome.Status.UNDECIDED)) {
      throw ProblemException.of(
          HttpStatus.SERVICE_UNAVAILABLE,
          "OperationsPending",
          "Not all operations could be decided in time. Send the same batch again; none will be"
              + " applied twice.");
    }
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    boolean minimal = prefersMinimal(request);
    if (minimal) {
      answer.header("Preference-Applied", "return=minimal");
    }
    return answer.body(
        new BatchResult(processed(items, outcomes, owner, minimal), clock.instant()));
  }

  private static boolean prefersMinimal(HttpServletRequest request) {
    List<String> headers = Collections.list(request.getHeaders("Prefer"));
    return Preferences.of(headers, Duration.ZERO).minimal();
  }

  private List<ProcessedItem> processed(
      List<BatchItem> items, List<OperationOutcome> outcomes, TaskOwner owner, boolean minimal) {
    Map<UUID, TaskView> now =
        tasks.byIds(
            owner,
            outcomes.stream()
                .filter(outcome -> !minimal || outcome.standsAsSent() == null)
                .map(outcome -> outcome.operation().taskId())
                .collect(Collectors.toSet()));
    List<ProcessedItem> processed = new ArrayList<>(items.size());
    Iterator<OperationOutcome> next = outcomes.iterator();
    for (BatchItem item : items) {
      processed.add(
          item.operation() == null
              ? ProcessedItem.invalid(item)
              : processed(item, next.next(), now, minimal));
    }
    return processed;
  }

  private static ProcessedItem processed(
      BatchItem item, OperationOutcome outcome, Map<UUID, TaskView> now, boolean minimal) {
    OperationTable.Stands asSent = minimal ? outcome.standsAsSent() : null;
    return asSent == null
        ? ProcessedItem.of(item, outcome, now.get(outcome.operation().taskId()))
        : ProcessedItem.asSent(item, outcome, asSent);
  }

  record Changes(
      List<TaskView> changes, String checkpoint, @JsonProperty("has_more") boolean hasMore) {}

  /** The horizon is read after the rows: tombstones that went meanwhile are noticed. */
  @GetMapping("/changes")
  Changes changes(
      @AuthenticationPrincipal Caller caller,
      @RequestParam Optional<String> since,
      @RequestParam(defaultValue = DEFAULT_LIMIT) String limit) {
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    TaskOwner owner = owner(caller);
    Checkpoint from =
        since
            .filter(text -> !text.isEmpty())
            .map(Checkpoint::parse)
            .orElseGet(() -> new Checkpoint(0, tasks.scope(owner).horizon()));
    List<TaskView> changed = tasks.changes(owner, from.version(), size + 1);
    TaskTable.Scope scope = tasks.scope(owner);
    from.requireWithin(scope.horizon());
    from.requireKnown(scope.version());
    boolean more = changed.size() > size;
    List<TaskView> page = more ? changed.subList(0, size) : changed;
    return new Changes(page, from.after(page).text(), more);
  }

  private static TaskOwner owner(Caller caller) {
    return new TaskOwner(caller.organizationId(), caller.actor());
  }
}
