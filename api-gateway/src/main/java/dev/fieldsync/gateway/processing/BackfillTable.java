package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.processing.Backfill.Status;
import dev.fieldsync.gateway.processing.ProcessingBodies.BackfillWish;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** {@code fieldsync.field_backfill}. A field-processor feeds and ends backfills. Thread-safe. */
@Repository
class BackfillTable {

  private static final String SELECT =
      """
      select id, organization_id, status, total, queued, changed, unchanged, failed,
             (select count(*) from fieldsync.field_processing work
               where work.backfill_id = backfill.id and work.failed_at is null) as waiting,
             templates_per_second, adopt, started_by, started_at, status_by, status_at, finished_at,
             (extract(epoch from clock_timestamp() - started_at) * 1000)::bigint as elapsed_ms
        from fieldsync.field_backfill backfill
      """;

  private static final String SELECT_NEWEST =
      SELECT
          + """
             where organization_id is null or organization_id = :organizationId
             order by started_at desc, id desc
             limit :limit
            """;

  private static final String SELECT_BY_ID =
      SELECT
          + """
             where id = :id and (organization_id is null or organization_id = :organizationId)
            """;

  /** One for all overlaps every other. */
  private static final String SELECT_OVERLAPPING =
      SELECT
          + """
             where status in ('running', 'paused')
               and (organization_id is null or :organizationId::text is null
                    or organization_id = :organizationId)
             order by started_at
             limit 1
            """;

  private static final String COUNT_TEMPLATES =
      """
      select count(*) from public.template_library
       where :organizationId::text is null or organization_id = :organizationId
      """;

  /** Until the transaction ends: two that overlap must not both find nothing. */
  private static final String LOCK_STARTS =
      "select pg_advisory_xact_lock(hashtextextended('fieldsync.field_backfill', 0))";

  private static final String INSERT =
      """
      insert into fieldsync.field_backfill
             (id, organization_id, adopt, templates_per_second, total, started_by, status_by)
      values (:id, :organizationId::text, :adopt, :templatesPerSecond, :total, :actor, :actor)
      """;

  /** What it could have fed meanwhile is not caught up with at once. */
  private static final String CHANGE_STATUS =
      """
      update fieldsync.field_backfill
         set status = :to, status_by = :actor, status_at = clock_timestamp(),
             fed_at = clock_timestamp(),
             finished_at = case when :to = 'cancelled' then clock_timestamp() end
       where id = :id and status in ('running', 'paused') and status <> :to
      """;

  /**
   * Only what nobody works on, and without waiting for those who take it in this moment: they may
   * wait for the row of the backfill, which we have.
   */
  private static final String DELETE_UNCLAIMED =
      """
      with unclaimed as (
             select template_id from fieldsync.field_processing
              where backfill_id = :id and priority = 2 and claim is null
                and written_by_run is null and failed_at is null
                for update skip locked)
      delete from fieldsync.field_processing
       where template_id in (select template_id from unclaimed)
      """;

  private static final String KEEP_WHAT_OTHERS_WANT =
      """
      with wanted as (
             select template_id from fieldsync.field_processing
              where backfill_id = :id and priority < 2
                for update skip locked)
      update fieldsync.field_processing set backfill_id = null
       where template_id in (select template_id from wanted)
      """;

  private final JdbcClient jdbc;

  BackfillTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the backfills that concern an organization, newest first. */
  List<Backfill> newest(String organizationId, int limit) {
    return jdbc.sql(SELECT_NEWEST)
        .param("organizationId", organizationId)
        .param("limit", limit)
        .query(BackfillTable::backfill)
        .list();
  }

  /** Returns a backfill if it concerns the organization. */
  Optional<Backfill> find(UUID id, String organizationId) {
    return jdbc.sql(SELECT_BY_ID)
        .param("id", id)
        .param("organizationId", organizationId)
        .query(BackfillTable::backfill)
        .optional();
  }

  long countTemplates(Scope scope) {
    return jdbc.sql(COUNT_TEMPLATES)
        .param("organizationId", scope.organizationId())
        .query(Long.class)
        .single();
  }

  /** Lets one transaction at a time look for overlapping backfills and start one. */
  void lockStarts() {
    jdbc.sql(LOCK_STARTS).query((row, number) -> true).single();
  }

  /** Returns one that is not over yet and has templates of this scope. */
  Optional<Backfill> overlapping(Scope scope) {
    return jdbc.sql(SELECT_OVERLAPPING)
        .param("organizationId", scope.organizationId())
        .query(BackfillTable::backfill)
        .optional();
  }

  void insert(UUID id, Scope scope, BackfillWish wish, long total, String actor) {
    jdbc.sql(INSERT)
        .param("id", id)
        .param("organizationId", scope.organizationId())
        .param("adopt", wish.adopt())
        .param("templatesPerSecond", wish.templatesPerSecond())
        .param("total", total)
        .param("actor", actor)
        .update();
  }

  /** Changes the status of one that is not over; returns whether it did. */
  boolean change(UUID id, Status to, String actor) {
    return jdbc.sql(CHANGE_STATUS)
            .param("id", id)
            .param("to", to.code())
            .param("actor", actor)
            .update()
        == 1;
  }

  /** Takes what it has queued, and nobody else wants or has begun, out of the queue again. */
  void unqueue(UUID id) {
    jdbc.sql(DELETE_UNCLAIMED).param("id", id).update();
    jdbc.sql(KEEP_WHAT_OTHERS_WANT).param("id", id).update();
  }

  private static Backfill backfill(ResultSet row, int number) throws SQLException {
    return new Backfill(
        row.getObject("id", UUID.class),
        new Scope(row.getString("organization_id")),
        Status.of(row.getString("status")),
        row.getLong("total"),
        row.getLong("queued"),
        row.getLong("changed"),
        row.getLong("unchanged"),
        row.getLong("failed"),
        row.getLong("waiting"),
        row.getInt("templates_per_second"),
        row.getBoolean("adopt"),
        row.getString("started_by"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getString("status_by"),
        row.getObject("status_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("finished_at", OffsetDateTime.class)),
        row.getLong("elapsed_ms"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
