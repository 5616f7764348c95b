package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskContent;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import dev.fieldsync.shared.task.WriteStamp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of {@code fieldsync.task}. Every method belongs into a transaction. */
@Repository
class TaskRows {

  private static final String SELECT =
      """
      select t.*
        from fieldsync.task t
        join unnest(?::text[], ?::text[], ?::uuid[]) as wanted (organization_id, owner, id)
             using (organization_id, owner, id)
      """;

  private static final String WRITE =
      """
      insert into fieldsync.task as t
             (organization_id, owner, id, server_id, title, description, completed, created_at,
              is_deleted, version, updated_at, action, claimed_at, operation_id, device)
      select *
        from unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::boolean[],
                    ?::timestamptz[], ?::boolean[], ?::bigint[], ?::timestamptz[], ?::text[],
                    ?::timestamptz[], ?::uuid[], ?::text[])
          on conflict (organization_id, owner, id) do update
         set title = excluded.title,
             description = excluded.description,
             completed = excluded.completed,
             is_deleted = excluded.is_deleted,
             version = excluded.version,
             updated_at = excluded.updated_at,
             action = excluded.action,
             claimed_at = excluded.claimed_at,
             operation_id = excluded.operation_id,
             device = excluded.device,
             changed_at = clock_timestamp()
       where t.version < excluded.version
      """;

  private final JdbcTemplate jdbc;

  TaskRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Loads the tasks that operations are about; those that do not exist are missing. */
  Map<TaskKey, StoredTask> load(List<TaskOperation> operations) {
    Set<TaskKey> keys = new HashSet<>();
    operations.forEach(operation -> keys.add(TaskKey.of(operation)));
    Map<TaskKey, StoredTask> tasks = new HashMap<>();
    jdbc.query(
        SELECT,
        statement -> {
          Columns<TaskKey> columns = new Columns<>(statement, List.copyOf(keys));
          columns.set("text", key -> key.owner().organizationId());
          columns.set("text", key -> key.owner().person());
          columns.set("uuid", TaskKey::taskId);
        },
        row -> {
          StoredTask task = read(row);
          tasks.put(task.key(), task);
        });
    return tasks;
  }

  private static StoredTask read(ResultSet row) throws SQLException {
    TaskOwner owner = new TaskOwner(row.getString("organization_id"), row.getString("owner"));
    return new StoredTask(
        new TaskKey(owner, row.getObject("id", UUID.class)),
        row.getObject("server_id", UUID.class),
        new TaskContent(
            row.getString("title"),
            row.getString("description"),
            row.getBoolean("completed"),
            time(row, "created_at")),
        new WriteStamp(
            time(row, "updated_at"),
            TaskAction.of(row.getString("action")).orElseThrow(),
            time(row, "claimed_at"),
            row.getObject("operation_id", UUID.class)),
        row.getString("device"),
        row.getLong("version"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  /** Writes tasks as they are now. */
  void write(List<StoredTask> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    jdbc.update(
        WRITE,
        statement -> {
          Columns<StoredTask> columns = new Columns<>(statement, tasks);
          columns.set("text", task -> task.key().owner().organizationId());
          columns.set("text", task -> task.key().owner().person());
          columns.set("uuid", task -> task.key().taskId());
          columns.set("uuid", StoredTask::serverId);
          columns.set("text", task -> task.content().title());
          columns.set("text", task -> task.content().description());
          columns.set("boolean", task -> task.content().completed());
          columns.set("timestamptz", task -> task.content().createdAt().toString());
          columns.set("boolean", StoredTask::isDeleted);
          columns.set("bigint", StoredTask::version);
          columns.set("timestamptz", task -> task.stamp().updatedAt().toString());
          columns.set("text", task -> task.stamp().action().code());
          columns.set("timestamptz", task -> task.stamp().claimedAt().toString());
          columns.set("uuid", task -> task.stamp().operationId());
          columns.set("text", StoredTask::device);
        });
  }
}
