package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.task.TaskContent;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of {@code fieldsync.task_operation}. Every method belongs into a transaction. */
@Repository
class OperationRows {

  private static final String SELECT_KNOWN =
      """
      select o.organization_id, o.owner, o.id, o.digest
        from fieldsync.task_operation o
        join unnest(?::text[], ?::text[], ?::uuid[]) as wanted (organization_id, owner, id)
             using (organization_id, owner, id)
       where o.status <> 'failed'
      """;

  private static final String WRITE =
      """
      insert into fieldsync.task_operation as o
             (organization_id, owner, id, task_id, action, device, digest, status, problem, version,
              claimed_at, updated_at, conflict, incoming, stored, accepted_at)
      select *
        from unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::timestamptz[],
                    ?::boolean[], ?::jsonb[], ?::jsonb[], ?::timestamptz[])
          on conflict (organization_id, owner, id) do update
         set task_id = excluded.task_id,
             action = excluded.action,
             device = excluded.device,
             digest = excluded.digest,
             status = excluded.status,
             problem = excluded.problem,
             version = excluded.version,
             claimed_at = excluded.claimed_at,
             updated_at = excluded.updated_at,
             conflict = excluded.conflict,
             incoming = excluded.incoming,
             stored = excluded.stored,
             accepted_at = excluded.accepted_at,
             decided_at = clock_timestamp()
       where o.status = 'failed'
      """;

  private final JdbcTemplate jdbc;

  OperationRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Says which of the operations are decided already. */
  KnownOperations known(List<TaskOperation> operations) {
    Map<KnownOperations.Key, String> digests = new HashMap<>();
    jdbc.query(
        SELECT_KNOWN,
        statement -> {
          Columns<TaskOperation> columns = new Columns<>(statement, operations);
          columns.set("text", TaskOperation::organizationId);
          columns.set("text", TaskOperation::actor);
          columns.set("uuid", TaskOperation::operationId);
        },
        row -> {
          digests.put(
              new KnownOperations.Key(
                  new TaskOwner(row.getString("organization_id"), row.getString("owner")),
                  row.getObject("id", UUID.class)),
              row.getString("digest"));
        });
    return new KnownOperations(digests);
  }

  /** Appends what was decided. */
  void write(List<Decision> decisions) {
    if (decisions.isEmpty()) {
      return;
    }
    jdbc.update(
        WRITE,
        statement -> {
          Columns<Decision> columns = new Columns<>(statement, decisions);
          columns.set("text", each -> each.operation().organizationId());
          columns.set("text", each -> each.operation().actor());
          columns.set("uuid", each -> each.operation().operationId());
          columns.set("uuid", each -> each.operation().taskId());
          columns.set("text", each -> each.operation().action().code());
          columns.set("text", each -> each.operation().device());
          columns.set("text", each -> each.operation().digest());
          columns.set("text", each -> each.status().code());
          columns.set("text", Decision::problem);
          columns.set("bigint", OperationRows::version);
          columns.set("timestamptz", each -> each.operation().claimedAt().toString());
          columns.set("timestamptz", each -> each.operation().updatedAt().toString());
          columns.set("boolean", each -> each.conflictWith() != null);
          columns.set("jsonb", each -> each.conflictWith() == null ? null : incoming(each));
          columns.set("jsonb", OperationRows::stored);
          columns.set("timestamptz", each -> each.operation().acceptedAt().toString());
        });
  }

  private static @Nullable Long version(Decision decision) {
    StoredTask task = decision.task();
    return task == null ? null : task.version();
  }

  /** What the operation wanted the task to be. */
  private static String incoming(Decision decision) {
    TaskOperation operation = decision.operation();
    StoredTask before = decision.conflictWith();
    TaskContent content =
        operation.change().over(before == null ? null : before.content(), operation.updatedAt());
    return json(content, operation.updatedAt(), operation.action().code());
  }

  private static @Nullable String stored(Decision decision) {
    StoredTask task = decision.conflictWith();
    return task == null
        ? null
        : json(task.content(), task.stamp().updatedAt(), task.stamp().action().code());
  }

  private static String json(TaskContent content, Instant updatedAt, String action) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("operation", action);
    json.put("title", content.title());
    json.put("description", content.description());
    json.put("completed", content.completed());
    json.put("updated_at", updatedAt.toString());
    return Json.text(json);
  }
}
