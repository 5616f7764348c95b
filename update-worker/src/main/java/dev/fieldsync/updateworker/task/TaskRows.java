package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskContent;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.TaskOwner;
import dev.fieldsync.shared.task.WriteStamp;
import dev.fieldsync.updateworker.database.BinaryRows;
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

  /** Each is looked up by itself, as {@link OperationRows} does. */
  private static final String SELECT =
      """
      select t.*
        from unnest(?::text[], ?::text[], ?::uuid[]) as wanted (organization_id, owner, id)
       cross join lateral (select *
                             from fieldsync.task
                            where organization_id = wanted.organization_id
                              and owner = wanted.owner
                              and id = wanted.id
                            limit 1) t
      """;

  private static final String COPY =
      """
      copy fieldsync.task
           (organization_id, owner, id, server_id, title, description, completed, created_at,
            is_deleted, version, updated_at, action, claimed_at, operation_id, device)
      from stdin (format binary)
      """;

  private static final int COPIED_COLUMNS = 15;

  private static final String WRITE =
      """
      update fieldsync.task t
         set title = now.title,
             description = now.description,
             completed = now.completed,
             is_deleted = now.is_deleted,
             version = now.version,
             updated_at = now.updated_at,
             action = now.action,
             claimed_at = now.claimed_at,
             operation_id = now.operation_id,
             device = now.device,
             changed_at = clock_timestamp()
        from unnest(?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::boolean[],
                    ?::boolean[], ?::bigint[], ?::timestamptz[], ?::text[], ?::timestamptz[],
                    ?::uuid[], ?::text[])
             as now (organization_id, owner, id, title, description, completed, is_deleted, version,
                     updated_at, action, claimed_at, operation_id, device)
       where t.organization_id = now.organization_id
         and t.owner = now.owner
         and t.id = now.id
         and t.version < now.version
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

  /** Writes tasks that did not exist. */
  void add(List<StoredTask> tasks) {
    BinaryRows rows = new BinaryRows(COPIED_COLUMNS);
    for (StoredTask task : tasks) {
      rows.row()
          .text(task.key().owner().organizationId())
          .text(task.key().owner().person())
          .uuid(task.key().taskId())
          .uuid(task.serverId())
          .text(task.content().title())
          .text(task.content().description())
          .bool(task.content().completed())
          .time(task.content().createdAt())
          .bool(task.isDeleted())
          .number(task.version())
          .time(task.stamp().updatedAt())
          .text(task.stamp().action().code())
          .time(task.stamp().claimedAt())
          .uuid(task.stamp().operationId())
          .text(task.device());
    }
    rows.copy(jdbc, COPY);
  }

  /** Writes tasks that exist as they are now. */
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
          columns.set("text", task -> task.content().title());
          columns.set("text", task -> task.content().description());
          columns.set("boolean", task -> task.content().completed());
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
