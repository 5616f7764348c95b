package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.task.TaskContent;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import dev.fieldsync.updateworker.database.BinaryRows;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The rows of {@code fieldsync.task_operation}. Every method belongs into a transaction. */
@Repository
class OperationRows {

  /**
   * Each is looked up by itself, as its limit says: a plan that was made while the table was empty
   * would read all of it for every poll, until somebody analyzes the table.
   */
  private static final String SELECT_KNOWN =
      """
      select o.organization_id, o.owner, o.id, case when o.status <> 'failed' then o.digest end
        from unnest(?::text[], ?::text[], ?::uuid[]) as wanted (organization_id, owner, id)
       cross join lateral (select *
                             from fieldsync.task_operation
                            where organization_id = wanted.organization_id
                              and owner = wanted.owner
                              and id = wanted.id
                            limit 1) o
      """;

  private static final String COPY =
      """
      copy fieldsync.task_operation
           (organization_id, owner, id, task_id, action, device, digest, status, problem, version,
            claimed_at, updated_at, conflict, accepted_at)
      from stdin (format binary)
      """;

  private static final int COPIED_COLUMNS = 14;

  private static final String WRITE =
      """
      insert into fieldsync.task_operation as o
             (organization_id, owner, id, task_id, action, device, digest, status, problem, version,
              claimed_at, updated_at, conflict, incoming, stored, accepted_at, decided_at)
      select *, clock_timestamp()
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
             decided_at = excluded.decided_at
       where o.status = 'failed'
      """;

  private final JdbcTemplate jdbc;

  OperationRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Says which of the operations are recorded already. */
  KnownOperations known(List<TaskOperation> operations) {
    Map<KnownOperations.Key, String> digests = new HashMap<>();
    Set<KnownOperations.Key> failed = new HashSet<>();
    jdbc.query(
        SELECT_KNOWN,
        statement -> {
          Columns<TaskOperation> columns = new Columns<>(statement, operations);
          columns.set("text", TaskOperation::organizationId);
          columns.set("text", TaskOperation::actor);
          columns.set("uuid", TaskOperation::operationId);
        },
        row -> {
          KnownOperations.Key key =
              new KnownOperations.Key(
                  new TaskOwner(row.getString(1), row.getString(2)), row.getObject(3, UUID.class));
          String digest = row.getString(4);
          if (digest == null) {
            failed.add(key);
          } else {
            digests.put(key, digest);
          }
        });
    return new KnownOperations(digests, failed);
  }

  /** Records what was decided of operations of which nothing is recorded yet, and no conflict. */
  void add(List<Decision> decisions) {
    BinaryRows rows = new BinaryRows(COPIED_COLUMNS);
    for (Decision each : decisions) {
      TaskOperation operation = each.operation();
      rows.row()
          .text(operation.organizationId())
          .text(operation.actor())
          .uuid(operation.operationId())
          .uuid(operation.taskId())
          .text(operation.action().code())
          .text(operation.device())
          .text(operation.digest())
          .text(each.status().code())
          .text(each.problem())
          .number(version(each))
          .time(operation.claimedAt())
          .time(operation.updatedAt())
          .bool(false)
          .time(operation.acceptedAt());
    }
    rows.copy(jdbc, COPY);
  }

  /** Records what was decided, also of operations that had failed, and in their order. */
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
