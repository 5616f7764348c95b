package dev.fieldsync.gateway.task;

import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.task.TaskOwner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;

/** Reads what became of operations. Thread-safe. */
@Repository
class OperationTable {

  /**
   * Each is looked up by itself, as its limit says: a plan that was made while the table was empty
   * would read all of it again and again, until somebody analyzes the table.
   */
  private static final String SELECT_DECIDED =
      """
      select o.organization_id, o.owner, o.id, o.digest, o.status, o.problem, o.conflict, o.stored,
             o.accepted_at, t.server_id, t.version, t.created_at, t.updated_at
        from unnest(?::text[], ?::text[], ?::uuid[]) as wanted (organization_id, owner, id)
       cross join lateral (select *
                             from fieldsync.task_operation
                            where organization_id = wanted.organization_id
                              and owner = wanted.owner
                              and id = wanted.id
                            limit 1) o
        left join fieldsync.task t
               on t.organization_id = o.organization_id
              and t.owner = o.owner
              and t.id = o.task_id
              and t.version = o.version
      """;

  private final JdbcTemplate jdbc;

  OperationTable(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** An operation's id means something among its owner's only. */
  record Key(TaskOwner owner, UUID operationId) {}

  /**
   * A decided operation, as its row has it.
   *
   * @param stored in a conflict what the task was
   * @param stands the task, when nothing was written to it after the operation
   */
  record Decided(
      String digest,
      String status,
      @Nullable String problem,
      boolean conflict,
      @Nullable JsonNode stored,
      Instant acceptedAt,
      @Nullable Stands stands) {}

  /** A task that is as an operation left it. */
  record Stands(UUID serverId, long version, Instant createdAt, Instant updatedAt) {}

  /** Returns those that are decided. */
  Map<Key, Decided> decided(Set<Key> keys) {
    Map<Key, Decided> decided = new HashMap<>();
    jdbc.query(
        SELECT_DECIDED,
        statement -> {
          Columns<Key> columns = new Columns<>(statement, List.copyOf(keys));
          columns.set("text", key -> key.owner().organizationId());
          columns.set("text", key -> key.owner().person());
          columns.set("uuid", Key::operationId);
        },
        row -> {
          decided.put(key(row), read(row));
        });
    return decided;
  }

  private static Key key(ResultSet row) throws SQLException {
    return new Key(new TaskOwner(row.getString(1), row.getString(2)), row.getObject(3, UUID.class));
  }

  /** By number: there are many, and to look for a name takes longer than to read most values. */
  private static Decided read(ResultSet row) throws SQLException {
    String stored = row.getString(8);
    return new Decided(
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getBoolean(7),
        stored == null ? null : Json.parse(stored),
        time(row, 9),
        stands(row));
  }

  private static @Nullable Stands stands(ResultSet row) throws SQLException {
    UUID serverId = row.getObject(10, UUID.class);
    return serverId == null
        ? null
        : new Stands(serverId, row.getLong(11), time(row, 12), time(row, 13));
  }

  private static Instant time(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
