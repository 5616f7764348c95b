package dev.fieldsync.gateway.task;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.task.TaskOwner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the log of conflicts. Thread-safe. */
@Repository
class ConflictTable {

  private static final String SELECT =
      """
      select *
        from fieldsync.task_operation
       where organization_id = :organization
         and owner = :person
         and conflict
         and (decided_at, id) < (:before, :beforeId)
       order by decided_at desc, id desc
       limit :limit
      """;

  private final JdbcClient jdbc;

  ConflictTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns conflicts, newest first. */
  List<ConflictView> page(TaskOwner owner, ConflictCursor before, int limit) {
    return jdbc.sql(SELECT)
        .param("organization", owner.organizationId())
        .param("person", owner.person())
        .param("before", before.decidedAt())
        .param("beforeId", before.operationId())
        .param("limit", limit)
        .query((row, number) -> view(row))
        .list();
  }

  private static ConflictView view(ResultSet row) throws SQLException {
    return new ConflictView(
        row.getObject("id", UUID.class),
        row.getObject("task_id", UUID.class),
        row.getString("action"),
        row.getString("device"),
        row.getString("status").equals("applied") ? "incoming" : "stored",
        Json.parse(row.getString("incoming")),
        Json.parse(row.getString("stored")),
        row.getObject("decided_at", OffsetDateTime.class));
  }
}
