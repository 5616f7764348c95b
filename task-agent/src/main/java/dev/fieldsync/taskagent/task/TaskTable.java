package dev.fieldsync.taskagent.task;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rows of {@code task}. Thread-safe; several calls together belong into a transaction. */
@Repository
public class TaskTable {

  private static final String SELECT_LIVE =
      "select * from task where is_deleted = 0 order by created_at, id";

  private static final String SELECT = "select * from task where id = ?";

  private static final String WRITE =
      """
      insert into task
             (id, title, description, completed, created_at, updated_at, is_deleted, sync_status,
              server_id, version, last_synced_at)
      values (:id, :title, :description, :completed, :createdAt, :updatedAt, :deleted, 'synced',
              :serverId, :version, :lastSyncedAt)
          on conflict (id) do update
         set title = excluded.title,
             description = excluded.description,
             completed = excluded.completed,
             created_at = excluded.created_at,
             updated_at = excluded.updated_at,
             is_deleted = excluded.is_deleted,
             server_id = coalesce(excluded.server_id, server_id),
             version = coalesce(excluded.version, version),
             last_synced_at = coalesce(excluded.last_synced_at, last_synced_at)
      """;

  private static final String NOTE_SERVER =
      """
      update task
         set server_id = :serverId, last_synced_at = :lastSyncedAt
       where id = :id
      """;

  private static final String FORGET_VERSIONS =
      "update task set version = 0 where version is not null";

  /** Dead letters keep their task: a person may still replay them. */
  private static final String DELETE_UNSEEN =
      """
      delete from task
       where version = 0
         and not exists (select 1 from sync_queue q where q.task_id = task.id)
      """;

  private final JdbcClient jdbc;

  TaskTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Task> live() {
    return jdbc.sql(SELECT_LIVE).query((row, number) -> read(row)).list();
  }

  /** Returns a task, deleted or not. */
  public Optional<Task> find(String id) {
    return jdbc.sql(SELECT).param(id).query((row, number) -> read(row)).optional();
  }

  /**
   * Writes a task as it is now; what the server said of it before stays if nothing new is said. Its
   * status follows from the queue.
   */
  public void write(Task task) {
    jdbc.sql(WRITE)
        .param("id", task.id())
        .param("title", task.title())
        .param("description", task.description())
        .param("completed", task.completed() ? 1 : 0)
        .param("createdAt", task.createdAt().toString())
        .param("updatedAt", task.updatedAt().toString())
        .param("deleted", task.isDeleted() ? 1 : 0)
        .param("serverId", task.serverId())
        .param("version", task.version())
        .param("lastSyncedAt", text(task.lastSyncedAt()))
        .update();
  }

  /**
   * Notes that the server has a task whose content here is newer. Not its version: that may be of
   * somebody's change that nobody here has seen.
   */
  public void noteServer(Task server) {
    jdbc.sql(NOTE_SERVER)
        .param("id", server.id())
        .param("serverId", server.serverId())
        .param("lastSyncedAt", text(server.lastSyncedAt()))
        .update();
  }

  /** Everything that was synced counts as not seen yet. */
  public void forgetVersions() {
    jdbc.sql(FORGET_VERSIONS).update();
  }

  /** Removes what was not seen since then and has nothing to be sent. */
  public void deleteUnseen() {
    jdbc.sql(DELETE_UNSEEN).update();
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static Task read(ResultSet row) throws SQLException {
    String lastSyncedAt = row.getString("last_synced_at");
    long version = row.getLong("version");
    boolean unknown = row.wasNull();
    return new Task(
        row.getString("id"),
        row.getString("title"),
        row.getString("description"),
        row.getBoolean("completed"),
        Instant.parse(row.getString("created_at")),
        Instant.parse(row.getString("updated_at")),
        row.getBoolean("is_deleted"),
        row.getString("sync_status"),
        row.getString("server_id"),
        lastSyncedAt == null ? null : Instant.parse(lastSyncedAt),
        unknown ? null : version);
  }
}
