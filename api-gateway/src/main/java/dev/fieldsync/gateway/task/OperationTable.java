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

  private static final String SELECT_DECIDED =
      """
      select o.organization_id, o.owner, o.id, o.digest, o.status, o.problem, o.conflict, o.stored,
             o.accepted_at
        from fieldsync.task_operation o
        join unnest(?::text[], ?::text[], ?::uuid[]) as wanted (organization_id, owner, id)
             using (organization_id, owner, id)
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
   */
  record Decided(
      String digest,
      String status,
      @Nullable String problem,
      boolean conflict,
      @Nullable JsonNode stored,
      Instant acceptedAt) {}

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
    return new Key(
        new TaskOwner(row.getString("organization_id"), row.getString("owner")),
        row.getObject("id", UUID.class));
  }

  private static Decided read(ResultSet row) throws SQLException {
    String stored = row.getString("stored");
    return new Decided(
        row.getString("digest"),
        row.getString("status"),
        row.getString("problem"),
        row.getBoolean("conflict"),
        stored == null ? null : Json.parse(stored),
        row.getObject("accepted_at", OffsetDateTime.class).toInstant());
  }
}
