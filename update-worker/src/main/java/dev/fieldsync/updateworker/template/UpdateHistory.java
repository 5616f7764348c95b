package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.DecidedUpdates;
import dev.fieldsync.shared.update.TemplateEvent;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of {@code fieldsync.template_update}. Every method belongs into a transaction. */
@Repository
class UpdateHistory {

  private static final String SOURCE_USER = "user";

  private static final String APPEND =
      """
      insert into fieldsync.template_update
             (update_id, template_id, organization_id, actor, source, operation, request_digest,
              status, revision, version, previous_version, patch, base, changed_paths, problem,
              attempts, accepted_at, started_at, decided_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?::jsonb, ?, ?, ?)
      """;

  private final JdbcTemplate jdbc;

  UpdateHistory(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns those of the updates that were decided before, in a map that the caller may add to. */
  Map<UUID, TemplateEvent> find(Collection<UUID> updateIds) {
    Map<UUID, TemplateEvent> decided = new HashMap<>();
    jdbc.query(
        DecidedUpdates.SELECT_BY_IDS,
        statement ->
            statement.setArray(
                1, statement.getConnection().createArrayOf("uuid", updateIds.toArray())),
        row -> {
          TemplateEvent event = DecidedUpdates.read(row);
          decided.put(event.updateId(), event);
        });
    return decided;
  }

  /**
   * Appends what was decided now.
   *
   * @throws org.springframework.dao.DuplicateKeyException when another worker decided one of them
   *     since {@link #find}
   */
  void append(List<Decided> decided) {
    List<Decided> fresh = decided.stream().filter(each -> each.record() != null).toList();
    if (!fresh.isEmpty()) {
      jdbc.batchUpdate(APPEND, fresh, fresh.size(), UpdateHistory::bind);
    }
  }

  private static void bind(PreparedStatement statement, Decided decided) throws SQLException {
    TemplateEvent event = decided.event();
    Decided.Entry entry = decided.record();
    statement.setObject(1, event.updateId());
    statement.setObject(2, event.templateId());
    statement.setString(3, event.organizationId());
    statement.setString(4, event.actor());
    statement.setString(5, SOURCE_USER);
    statement.setString(6, event.operation().code());
    statement.setString(7, event.digest());
    statement.setString(8, event.status().code());
    statement.setObject(9, event.revision(), Types.BIGINT);
    statement.setString(10, event.version());
    statement.setString(11, event.previousVersion());
    statement.setString(12, entry == null ? null : entry.patch());
    statement.setString(13, entry == null ? null : entry.base());
    statement.setString(14, Json.mapper().writeValueAsString(event.changedPaths()));
    statement.setString(
        15, event.problem() == null ? null : Json.mapper().writeValueAsString(event.problem()));
    statement.setString(16, Json.mapper().writeValueAsString(event.attempts()));
    statement.setObject(17, time(event.timings().acceptedAt()));
    statement.setObject(18, time(event.timings().startedAt()));
    statement.setObject(19, time(event.timings().decidedAt()));
  }

  private static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
