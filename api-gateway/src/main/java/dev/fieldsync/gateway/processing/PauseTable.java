package dev.fieldsync.gateway.processing;

import java.time.OffsetDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@code fieldsync.field_processing_pause}. Thread-safe. */
@Repository
class PauseTable {

  /** The one of all first: it holds whatever an organization decides for itself. */
  private static final String SELECT =
      """
      select organization_id, paused_by, paused_at, reason
        from fieldsync.field_processing_pause
       where organization_id is null or organization_id = :organizationId
       order by organization_id nulls first
       limit 1
      """;

  private static final String PAUSE =
      """
      insert into fieldsync.field_processing_pause (organization_id, paused_by, reason)
      values (:organizationId::text, :actor, :reason::text)
          on conflict do nothing
      """;

  private static final String RESUME =
      """
      delete from fieldsync.field_processing_pause
       where organization_id is not distinct from :organizationId::text
      """;

  private final JdbcClient jdbc;

  PauseTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the pause that holds for an organization: its own, or that of all. */
  Optional<ProcessingState.Pause> find(String organizationId) {
    return jdbc.sql(SELECT)
        .param("organizationId", organizationId)
        .query(
            (row, number) ->
                new ProcessingState.Pause(
                    row.getString("paused_by"),
                    row.getObject("paused_at", OffsetDateTime.class).toInstant(),
                    row.getString("reason"),
                    new Scope(row.getString("organization_id")).code()))
        .optional();
  }

  /** Begins a pause; one that holds already stays as it is, and then this returns false. */
  boolean pause(Scope scope, String actor, @Nullable String reason) {
    return jdbc.sql(PAUSE)
            .param("organizationId", scope.organizationId())
            .param("actor", actor)
            .param("reason", reason)
            .update()
        == 1;
  }

  /** Ends a pause; returns whether there was one. */
  boolean resume(Scope scope) {
    return jdbc.sql(RESUME).param("organizationId", scope.organizationId()).update() == 1;
  }
}
