package dev.fieldsync.fieldprocessor.processing;

import dev.fieldsync.shared.database.Columns;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.List;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Ends claims: takes rows that are done out of the queue, and puts the others back. Thread-safe.
 */
@Repository
class EndedClaims {

  /**
   * Only under the claim that is to end. A row that somebody else has asked for since it was
   * claimed stays, due when they wanted it.
   */
  private static final String END =
      """
      with ended as (
             select w.template_id, w.backfill_id, w.failures, e.kind, e.delay_ms, e.reason,
                    array(select r
                            from unnest(w.request_ids) r
                           where r <> all (e.request_ids::uuid[])) as waiting,
                    e.kind in ('changed', 'unchanged')
                      and coalesce(w.revision, 0) <= e.revision
                      and w.request_ids <@ e.request_ids::uuid[] as is_done
               from unnest(?::uuid[], ?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::bigint[],
                           ?::text[])
                    as e (template_id, claim, kind, revision, request_ids, delay_ms, reason)
               join fieldsync.field_processing w
                 on w.template_id = e.template_id and w.claim = e.claim
              order by w.template_id
                for update of w),
           done as (
             delete from fieldsync.field_processing w
              using ended e
              where w.template_id = e.template_id and e.is_done),
           put_back as (
             update fieldsync.field_processing w
                set claim = null,
                    claimed_by = null,
                    claimed_until = null,
                    written_by_run = null,
                    request_ids = e.waiting,
                    priority = case when cardinality(e.waiting) > 0 then 0
                                    else greatest(w.priority, 1) end,
                    due_at = case when cardinality(e.waiting) > 0 then now()
                                  when e.kind in ('changed', 'unchanged', 'lost') then w.due_at
                                  else greatest(w.due_at,
                                                now() + make_interval(secs => e.delay_ms / 1000.0))
                                  end,
                    failures = case when e.kind in ('failed', 'given-up') then w.failures + 1
                                    else 0 end,
                    last_failure = case when e.kind in ('failed', 'given-up') then e.reason end,
                    failed_at = case when e.kind = 'given-up' and cardinality(e.waiting) = 0
                                     then now() end,
                    backfill_id = case when e.kind <> 'given-up' then w.backfill_id end
               from ended e
              where w.template_id = e.template_id and not e.is_done)
      update fieldsync.field_backfill b
         set changed = b.changed + n.changed,
             unchanged = b.unchanged + n.unchanged,
             failed = b.failed + n.failed
        from (select backfill_id,
                     count(*) filter (where is_done and kind = 'changed') as changed,
                     count(*) filter (where is_done and kind = 'unchanged') as unchanged,
                     count(*) filter (where kind = 'given-up') as failed
                from ended
               where backfill_id is not null
               group by backfill_id) n
       where b.id = n.backfill_id
      """;

  /** A deadlock with somebody who cancels a backfill, a lock that is held for a moment. */
  private static final RetryConfig RETRY =
      RetryConfig.custom()
          .maxAttempts(4)
          .intervalFunction(
              IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(50), 2.0, 0.5))
          .retryExceptions(TransientDataAccessException.class)
          .build();

  private final JdbcTemplate jdbc;

  EndedClaims(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Ends those claims that still hold; one that was taken over is somebody else's to end. */
  void end(List<Ending> endings) {
    Retry.of("end-claims", RETRY).executeRunnable(() -> endOnce(endings));
  }

  private void endOnce(List<Ending> endings) {
    jdbc.update(
        END,
        statement -> {
          Columns<Ending> columns = new Columns<>(statement, endings);
          columns.set("uuid", each -> each.claim().templateId());
          columns.set("bigint", each -> each.claim().number());
          columns.set("text", each -> each.kind().code());
          columns.set("bigint", Ending::revision);
          columns.set("text", each -> ProcessingQueue.literal(each.answered()));
          columns.set("bigint", Ending::delayMs);
          columns.set("text", Ending::reason);
        });
  }
}
