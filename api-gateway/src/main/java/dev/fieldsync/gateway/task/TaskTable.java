package dev.fieldsync.gateway.task;

import dev.fieldsync.shared.task.TaskOwner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads {@code fieldsync.task}. Thread-safe. */
@Repository
class TaskTable {

  private static final String SELECT_LIVE =
      """
      select *
        from fieldsync.task
       where organization_id = :organization
         and owner = :person
         and not is_deleted
         and id > :after
       order by id
       limit :limit
      """;

  private static final String SELECT_BY_IDS =
      """
      select *
        from fieldsync.task
       where organization_id = :organization
         and owner = :person
         and id = any(:ids)
      """;

  /** {@code version > 0} is the condition of the index, and so says that it may be used. */
  private static final String SELECT_CHANGES =
      """
      select *
        from fieldsync.task
       where organization_id = :organization
         and owner = :person
         and version > :since
         and version > 0
       order by version
       limit :limit
      """;

  private static final String SELECT_SCOPE =
      """
      select version, horizon
        from fieldsync.task_scope
       where organization_id = :organization
         and owner = :person
      """;

  private final JdbcClient jdbc;

  TaskTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns tasks that are not deleted, in the order of their ids. */
  List<TaskView> live(TaskOwner owner, UUID after, int limit) {
    return of(SELECT_LIVE, owner)
        .param("after", after)
        .param("limit", limit)
        .query((row, number) -> view(row))
        .list();
  }

  /** Returns a task that is not deleted. */
  Optional<TaskView> findLive(TaskOwner owner, UUID id) {
    return Optional.ofNullable(byIds(owner, List.of(id)).get(id)).filter(task -> !task.isDeleted());
  }

  /** Returns tasks by id, deleted ones included; those that do not exist are missing. */
  Map<UUID, TaskView> byIds(TaskOwner owner, Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    return of(SELECT_BY_IDS, owner)
        .param("ids", ids.toArray(UUID[]::new))
        .query((row, number) -> view(row))
        .list()
        .stream()
        .collect(Collectors.toMap(TaskView::id, Function.identity()));
  }

  /** Returns what was written after a version, in the order of the commits. */
  List<TaskView> changes(TaskOwner owner, long since, int limit) {
    return of(SELECT_CHANGES, owner)
        .param("since", since)
        .param("limit", limit)
        .query((row, number) -> view(row))
        .list();
  }

  /**
   * How far a person's tasks have come.
   *
   * @param version of the last write
   * @param horizon tombstones up to this version are gone
   */
  record Scope(long version, long horizon) {}

  /** Returns how far a person's tasks have come. */
  Scope scope(TaskOwner owner) {
    return of(SELECT_SCOPE, owner)
        .query((row, number) -> new Scope(row.getLong("version"), row.getLong("horizon")))
        .optional()
        .orElse(new Scope(0, 0));
  }

  private JdbcClient.StatementSpec of(String sql, TaskOwner owner) {
    return jdbc.sql(sql)
        .param("organization", owner.organizationId())
        .param("person", owner.person());
  }

  private static TaskView view(ResultSet row) throws SQLException {
    return new TaskView(
        row.getObject("id", UUID.class),
        row.getString("title"),
        row.getString("description"),
        row.getBoolean("completed"),
        time(row, "created_at"),
        time(row, "updated_at"),
        row.getBoolean("is_deleted"),
        "synced",
        row.getObject("server_id", UUID.class),
        time(row, "changed_at"),
        row.getLong("version"));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
