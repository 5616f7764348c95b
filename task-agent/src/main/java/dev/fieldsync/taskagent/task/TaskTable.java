package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.database.JsonArray;
import dev.fieldsync.taskagent.json.CanonicalJson;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of {@code task}. Thread-safe; several calls together belong into a transaction. */
@Repository
public class TaskTable {

  private static final String SELECT_LIVE =
      "select * from task_status where is_deleted = 0 order by created_at, id";

  private static final String SELECT = "select * from task_status where id = ?";

  private static final String SELECT_VERSIONS =
      """
      select id, case when fetch_again then 0 else version end as version
        from task
       where id in (select value from json_each(?))
      """;

  private static final String WRITE =
      """
      insert into task
             (id, title, description, completed, created_at, updated_at, is_deleted, server_id,
              version, last_synced_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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

  private static final String WRITE_FETCHED = WRITE + ", fetch_again = 0";

  private static final String NOTE_SERVER =
      """
      update task
         set server_id = ?, last_synced_at = ?
       where id = ?
      """;

  private static final String SETTLE =
      """
      update task
         set server_id = said.value ->> 1,
             version = said.value ->> 2,
             updated_at = coalesce(said.value ->> 3, updated_at),
             last_synced_at = ?
        from json_each(?) as said
       where task.id = said.value ->> 0
      """;

  private static final String SELECT_AWAITING_FETCH = "select id from task where fetch_again";

  private static final String FETCH_AGAIN = "update task set fetch_again = 1 where id = ?";

  private static final String AWAITS_FETCH =
      "select exists (select 1 from task where id = ? and fetch_again)";

  private static final String DELETE = "delete from task where id = ?";

  private static final String FORGET_VERSIONS =
      "update task set version = 0 where version is not null";

  /** Dead letters keep their task: a person may still replay them. */
  private static final String DELETE_UNSEEN =
      """
      delete from task
       where (version = 0 or fetch_again)
         and not exists (select 1 from sync_queue q where q.task_id = task.id)
      """;

  private final JdbcTemplate jdbc;

  TaskTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  List<Task> live() {
    return jdbc.query(SELECT_LIVE, (row, number) -> read(row));
  }

  /** Returns a task, deleted or not. */
  public Optional<Task> find(String id) {
    return jdbc.query(SELECT, (row, number) -> read(row), id).stream().findFirst();
  }

  /**
   * Returns which of the tasks there are, deleted or not, each with the server's version that this
   * device has seen last; 0 when it has seen none, or is to see it again.
   */
  public Map<String, Long> versions(Collection<String> ids) {
    Map<String, Long> versions = new HashMap<>();
    jdbc.query(
        SELECT_VERSIONS,
        row -> {
          versions.put(row.getString("id"), row.getLong("version"));
        },
        JsonArray.ofTexts(ids));
    return versions;
  }

  /**
   * Writes a task as this device made it; what the server said of it before stays if nothing new is
   * said. Its status follows from the queue.
   */
  void write(Task task) {
    jdbc.batchUpdate(WRITE, List.of(task), 1, TaskTable::bind);
  }

  /** Writes tasks as the server has them. */
  public void writeFetched(Collection<Task> tasks) {
    jdbc.batchUpdate(WRITE_FETCHED, tasks, Math.max(1, tasks.size()), TaskTable::bind);
  }

  private static void bind(PreparedStatement statement, Task task) throws SQLException {
    statement.setString(1, task.id());
    statement.setString(2, task.title());
    statement.setString(3, task.description());
    statement.setInt(4, task.completed() ? 1 : 0);
    statement.setString(5, task.createdAt().toString());
    statement.setString(6, task.updatedAt().toString());
    statement.setInt(7, task.isDeleted() ? 1 : 0);
    statement.setString(8, task.serverId());
    statement.setObject(9, task.version());
    statement.setString(10, text(task.lastSyncedAt()));
  }

  /**
   * Notes that the server has tasks whose content here is newer. Not their versions: these may be
   * of somebody's change that nobody here has seen.
   */
  public void noteServer(Collection<Task> tasks) {
    jdbc.batchUpdate(
        NOTE_SERVER,
        tasks,
        Math.max(1, tasks.size()),
        (statement, task) -> {
          statement.setString(1, task.serverId());
          statement.setString(2, text(task.lastSyncedAt()));
          statement.setString(3, task.id());
        });
  }

  /**
   * Notes what the server said of tasks that are here as it has them.
   *
   * @param at when it did
   */
  public void settle(Collection<Settled> tasks, Instant at) {
    if (tasks.isEmpty()) {
      return;
    }
    StringBuilder said = new StringBuilder("[");
    for (Settled task : tasks) {
      said.append(said.length() > 1 ? ",[" : "[");
      CanonicalJson.quote(task.id(), said);
      said.append(',');
      CanonicalJson.quote(task.serverId(), said);
      said.append(',').append(task.version());
      if (task.updatedAt() != null) {
        said.append(",\"").append(task.updatedAt()).append('"');
      }
      said.append(']');
    }
    jdbc.update(SETTLE, at.toString(), said.append(']').toString());
  }

  /** A task is to be fetched again: what is here of it may be what a person gave up. */
  public void fetchAgain(String id) {
    jdbc.update(FETCH_AGAIN, id);
  }

  /** Returns the tasks that are to be fetched again, and were not yet. */
  public Set<String> awaitingFetch() {
    return Set.copyOf(jdbc.queryForList(SELECT_AWAITING_FETCH, String.class));
  }

  /** Says whether a task is to be fetched again, and was not yet. */
  public boolean awaitsFetch(String id) {
    return Boolean.TRUE.equals(jdbc.queryForObject(AWAITS_FETCH, Boolean.class, id));
  }

  /** Removes a task that was never synced and has nothing to be sent. */
  public void delete(String id) {
    jdbc.update(DELETE, id);
  }

  /** Everything that was synced counts as not seen yet. */
  public void forgetVersions() {
    jdbc.update(FORGET_VERSIONS);
  }

  /** Removes what was not seen since then and has nothing to be sent. */
  public void deleteUnseen() {
    jdbc.update(DELETE_UNSEEN);
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
