package dev.fieldsync.fieldprocessor.backfill;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The rows of {@code fieldsync.field_backfill} as the processor needs them. */
@Repository
class Backfills {

  /** One that is paused, or whose organization is, waits. */
  private static final String SELECT_RUNNING =
      """
      select b.id
        from fieldsync.field_backfill b
       where b.status = 'running'
         and not b.all_queued
         and not exists (
             select 1
               from fieldsync.field_processing_pause p
              where p.organization_id is null
                 or p.organization_id = b.organization_id)
       order by b.started_at
      """;

  /** Not the row itself: whoever ends claims counts in it, and is not to wait for us. */
  private static final String TRY_LOCK =
      "select pg_try_advisory_xact_lock(hashtext('fieldsync.backfill'), hashtext(?::text))";

  private static final String SELECT =
      """
      select b.id, b.organization_id, b.queued_up_to, b.templates_per_second,
             extract(epoch from clock_timestamp() - b.fed_at) as seconds_since_fed,
             (select count(*)
                from fieldsync.field_processing w
               where w.backfill_id = b.id) as waiting
        from fieldsync.field_backfill b
       where b.id = ?
         and b.status = 'running'
         and not b.all_queued
      """;

  /**
   * The next templates by id. Of an organization among many it looks at a bounded number of rows
   * each time, found or not. A template that is in the queue already is counted there.
   */
  private static final String FEED =
      """
      with ahead as (
             select id, organization_id
               from public.template_library
              where id > ?
              order by id
              limit ?),
           found as (
             select id, organization_id
               from ahead
              where organization_id = coalesce(?, organization_id)
              order by id
              limit ?),
           queued as (
             insert into fieldsync.field_processing as work
                    (template_id, organization_id, due_at, priority, backfill_id)
             select id, organization_id, now(), 2, ?
               from found
              order by id
                 on conflict (template_id) do update
                set backfill_id = excluded.backfill_id,
                    due_at = case when work.failed_at is null then work.due_at
                                  else excluded.due_at end,
                    failures = case when work.failed_at is null then work.failures else 0 end,
                    last_failure = case when work.failed_at is null then work.last_failure end,
                    failed_at = null),
           seen as (
             select case when (select count(*) from found) = ?
                         then (select max(id::text)::uuid from found)
                         else (select max(id::text)::uuid from ahead) end as up_to,
                    (select count(*) from found) = ? as is_full,
                    (select count(*) from ahead) = ? as is_more)
      update fieldsync.field_backfill b
         set queued = b.queued + (select count(*) from found),
             queued_up_to = coalesce(seen.up_to, b.queued_up_to),
             all_queued = not seen.is_full and not seen.is_more,
             fed_at = clock_timestamp()
        from seen
       where b.id = ?
         and b.status = 'running'
      """;

  private static final String FINISH =
      """
      update fieldsync.field_backfill b
         set status = 'done',
             finished_at = clock_timestamp(),
             status_at = clock_timestamp()
       where b.status = 'running'
         and b.all_queued
         and not exists (
             select 1
               from fieldsync.field_processing w
              where w.backfill_id = b.id)
      returning b.id
      """;

  /** How many rows are looked at for each that is wanted. */
  private static final int LOOK_AHEAD = 20;

  private final JdbcTemplate jdbc;

  Backfills(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns those that are to be fed. */
  List<UUID> running() {
    return jdbc.queryForList(SELECT_RUNNING, UUID.class);
  }

  /** Makes sure that nobody else feeds it until the transaction ends, if nobody does already. */
  boolean tryLock(UUID id) {
    return Boolean.TRUE.equals(jdbc.queryForObject(TRY_LOCK, Boolean.class, id));
  }

  /** Returns it if it is still to be fed. */
  Optional<Backfill> find(UUID id) {
    return jdbc
        .query(
            SELECT,
            (row, number) ->
                new Backfill(
                    row.getObject("id", UUID.class),
                    row.getString("organization_id"),
                    row.getObject("queued_up_to", UUID.class),
                    row.getInt("templates_per_second"),
                    row.getDouble("seconds_since_fed"),
                    row.getLong("waiting")),
            id)
        .stream()
        .findFirst();
  }

  /**
   * Puts the next templates into the queue, at most so many.
   *
   * @return whether it is still running; if not, what was put into the queue must be rolled back
   */
  boolean feed(Backfill backfill, int count) {
    int ahead = backfill.organizationId() == null ? count : count * LOOK_AHEAD;
    int updated =
        jdbc.update(
            FEED,
            backfill.queuedUpTo(),
            ahead,
            backfill.organizationId(),
            count,
            backfill.id(),
            count,
            count,
            ahead,
            backfill.id());
    return updated == 1;
  }

  /** Marks those as done of which no template waits any more, and returns them. */
  List<UUID> finish() {
    return jdbc.queryForList(FINISH, UUID.class);
  }
}
