package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.caller.Caller;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.problem.QueryParameters;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.update.RequestBody;
import dev.fieldsync.gateway.update.UpdateProperties;
import dev.fieldsync.shared.kafka.Trace;
import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The calls about one person's tasks, for those who are online. */
@RestController
@RequestMapping("/api/tasks")
class TasksController {

  private static final String DEFAULT_LIMIT = "1000";
  private static final int MAX_LIMIT = 5_000;
  private static final String LOWEST_ID = "00000000-0000-0000-0000-000000000000";

  private final TaskTable tasks;
  private final SingleOperations operations;
  private final SubmitOperations submit;
  private final UpdateProperties limits;

  TasksController(
      TaskTable tasks,
      SingleOperations operations,
      SubmitOperations submit,
      UpdateProperties limits) {
    this.tasks = tasks;
    this.operations = operations;
    this.submit = submit;
    this.limits = limits;
  }

  @GetMapping
  ResponseEntity<List<TaskView>> tasks(
      @AuthenticationPrincipal Caller caller,
      @RequestParam(defaultValue = DEFAULT_LIMIT) String limit,
      @RequestParam(defaultValue = LOWEST_ID) String after) {
    int size = QueryParameters.limit(limit, MAX_LIMIT);
    UUID from =
        TemplateIds.parse(after)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "after",
                        "must be a task's id",
                        "The parameter after must be the id of a task, the last one of a page."));
    List<TaskView> found = tasks.live(owner(caller), from, size);
    ResponseEntity.BodyBuilder answer = ResponseEntity.ok();
    if (found.size() == size) {
      answer.header(
          HttpHeaders.LINK,
          "</api/tasks?limit=%d&after=%s>; rel=\"next\""
              .formatted(size, found.get(found.size() - 1).id()));
    }
    return answer.body(found);
  }

  @GetMapping("/{id}")
  TaskView task(@AuthenticationPrincipal Caller caller, @PathVariable String id) {
    return existing(caller, id);
  }

  @PostMapping
  ResponseEntity<TaskView> create(
      @AuthenticationPrincipal Caller caller, HttpServletRequest request) throws IOException {
    caller.requireWriter();
    ObjectNode body = RequestBody.object(request, limits.maxBody());
    TaskOperation operation = operations.create(body, request, owner(caller));
    TaskView task = decided(operation, request);
    return ResponseEntity.created(URI.create("/api/tasks/" + task.id())).body(task);
  }

  @PutMapping("/{id}")
  TaskView update(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    caller.requireWriter();
    ObjectNode body = RequestBody.object(request, limits.maxBody());
    TaskView current = existing(caller, id);
    return decided(
        operations.change(TaskAction.UPDATE, body, request, owner(caller), current), request);
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(
      @AuthenticationPrincipal Caller caller, @PathVariable String id, HttpServletRequest request) {
    caller.requireWriter();
    TaskView current = existing(caller, id);
    ObjectNode nothing = JsonNodeFactory.instance.objectNode();
    decided(
        operations.change(TaskAction.DELETE, nothing, request, owner(caller), current), request);
    return ResponseEntity.noContent().build();
  }

  private static TaskOwner owner(Caller caller) {
    return new TaskOwner(caller.organizationId(), caller.actor());
  }

  private TaskView existing(Caller caller, String id) {
    return TemplateIds.parse(id)
        .flatMap(taskId -> tasks.findLive(owner(caller), taskId))
        .orElseThrow(() -> TaskProblems.notFound(id));
  }

  private TaskView decided(TaskOperation operation, HttpServletRequest request) {
    Trace trace = Trace.continued(request.getHeader(Trace.HEADER));
    OperationOutcome outcome = submit.submit(List.of(operation), trace).get(0);
    Optional<TaskView> task =
        Optional.ofNullable(
            tasks.byIds(operation.owner(), List.of(operation.taskId())).get(operation.taskId()));
    return switch (outcome.status()) {
      case APPLIED -> task.orElseThrow(() -> TaskProblems.notFound(operation.taskId().toString()));
      case SUPERSEDED ->
          throw ProblemException.of(
                  HttpStatus.CONFLICT,
                  "TaskConflict",
                  "A later change of the task stands; nothing was changed. Read it and change it"
                      + " again, without an updated_at in the past.")
              .with(Map.of("current", task.<Object>map(each -> each).orElse("gone")));
      case REJECTED -> throw TaskProblems.notFound(operation.taskId().toString());
      case REUSED ->
          throw ProblemException.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "IdempotencyKeyReused",
              "The Idempotency-Key was used for another change. Send a new one.");
      case FAILED, UNDECIDED -> throw TaskProblems.undecided(operation.operationId());
    };
  }
}
