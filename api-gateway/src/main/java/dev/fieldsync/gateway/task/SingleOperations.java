package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import dev.fieldsync.gateway.update.IdempotencyKeys;
import dev.fieldsync.gateway.update.RequestBody;
import dev.fieldsync.shared.json.CanonicalJson;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskChange;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import dev.fieldsync.shared.task.WriteStamp;
import dev.fieldsync.shared.template.Violation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes operations of the calls about one task. Thread-safe. */
@Component
class SingleOperations {

  /** What a task has; sent back whole it is a change of the first few. */
  private static final List<String> KNOWN =
      List.of(
          "id",
          "title",
          "description",
          "completed",
          "created_at",
          "updated_at",
          "version",
          "is_deleted",
          "sync_status",
          "server_id",
          "last_synced_at");

  private final Clock clock;
  private final TaskProperties properties;

  SingleOperations(Clock clock, TaskProperties properties) {
    this.clock = clock;
    this.properties = properties;
  }

  /**
   * Makes the operation that creates a task; without an id the task gets that of the operation.
   *
   * @throws ProblemException when the body is not acceptable
   */
  TaskOperation create(ObjectNode body, HttpServletRequest request, TaskOwner owner) {
    UUID operationId = operationId(request);
    UUID taskId = operationId;
    if (body.has("id")) {
      taskId =
          Optional.of(body.path("id").asString(""))
              .flatMap(TemplateIds::parse)
              .orElseThrow(
                  () ->
                      ProblemException.invalid(
                          "/id", "must be a UUID", "The id of a task must be a UUID."));
    }
    return operation(TaskAction.CREATE, operationId, taskId, body, owner, null);
  }

  /**
   * Makes the operation that changes or deletes a task that the sender is taken to know.
   *
   * @throws ProblemException when the body is not acceptable
   */
  TaskOperation change(
      TaskAction action,
      ObjectNode body,
      HttpServletRequest request,
      TaskOwner owner,
      TaskView current) {
    return operation(action, operationId(request), current.id(), body, owner, current.version());
  }

  private static void requireNotDeleted(ObjectNode body, List<Violation> violations) {
    JsonNode deleted = body.path("is_deleted");
    boolean isFalse = deleted.isBoolean() && !deleted.booleanValue();
    if (!deleted.isMissingNode() && !deleted.isNull() && !isFalse) {
      violations.add(new Violation("/is_deleted", "must be false; a task is deleted with DELETE"));
    }
  }

  private static UUID operationId(HttpServletRequest request) {
    return IdempotencyKeys.of(request).orElseGet(UUID::randomUUID);
  }

  private TaskOperation operation(
      TaskAction action,
      UUID operationId,
      UUID taskId,
      ObjectNode body,
      TaskOwner owner,
      @Nullable Long currentVersion) {
    RequestBody.requireOnly(KNOWN, body);
    TaskFields fields = new TaskFields(body, "");
    TaskChange change = fields.change(action == TaskAction.CREATE);
    Instant sentTime = fields.time("updated_at");
    Long sentVersion = fields.version();
    List<Violation> violations = fields.violations();
    requireNotDeleted(body, violations);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(
          "The task is not acceptable: "
              + violations.get(0).path().substring(1)
              + " "
              + violations.get(0).message()
              + ".",
          violations);
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant claimed = sentTime == null ? now : sentTime;
    return new TaskOperation(
        TaskOperation.SCHEMA_VERSION,
        operationId,
        taskId,
        owner.organizationId(),
        owner.person(),
        null,
        action,
        change,
        claimed,
        WriteStamp.bounded(claimed, now, properties.clockAhead()),
        // Whoever names a time competes by it.
        sentVersion != null || sentTime != null ? sentVersion : currentVersion,
        Json.sha256(action.code() + "|" + taskId + "|" + CanonicalJson.of(body)),
        now);
  }
}
