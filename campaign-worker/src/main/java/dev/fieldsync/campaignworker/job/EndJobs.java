package dev.fieldsync.campaignworker.job;

import dev.fieldsync.shared.database.Columns;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Ends claims, many at once: what came of the step, where the job is next, its row in the queue or
 * among what waits, failures, dead letters and counters, all in one statement and so in one
 * transaction, and only under the claim's token. Thread-safe.
 *
 * <p>Safe to repeat, also when nobody knows whether the statement before was committed: the lease
 * is deleted with it, so a second time changes nothing and says {@link Ending.Fate#REPEATED}.
 */
@Repository
public class EndJobs {

  /**
   * Whatever follows is taken from the job rows that were moved. A reply that came before its wait
   * ends it at once: the update sees the newest version of the row, whoever changed it last. A job
   * of a cancelled campaign records what was done and goes no further.
   */
  private static final String END =
      """
      with given as materialized (
             select *
               from unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[],
                           ?::text[], ?::text[])
                    as g (job_id, token, visit, old_step, kind, outcome,
                          result, step, state, due_at, waits_for, failure,
                          death, reason)),
           ended as (
             delete from fieldsync.campaign_lease l
              using given g
              where l.job_id = g.job_id
                and l.token = g.token
             returning g.*, l.worker_id, l.campaign_id),
           moved as (
             update fieldsync.campaign_job j
                set step = e.step,
                    state = case
                      when e.state in ('ready', 'waiting') and c.status = 'cancelled'
                        then 'cancelled'
                      when e.waits_for = 'reply' and j.reply_id is not null
                       and e.outcome is distinct from 'reply'
                        then 'ready'
                      else e.state end,
                    visit = j.visit + case when e.kind = 'completed' then 1 else 0 end,
                    attempt = case e.kind when 'completed' then 0
                                          when 'failed' then j.attempt + 1
                                          else j.attempt end,
                    lapses = case when e.kind in ('completed', 'failed') then 0 else j.lapses end,
                    reply_id = case when e.outcome = 'reply' then null else j.reply_id end
               from ended e
               join fieldsync.campaign c on c.id = e.campaign_id
              where j.id = e.job_id
             returning e.*, j.state as new_state, j.attempt as new_attempt),
           results as (
             insert into fieldsync.campaign_step_result
                    (job_id, visit, step, outcome, result, token)
             select job_id, visit, old_step, outcome, result::jsonb, token
               from moved
              where kind = 'completed'),
           failures as (
             insert into fieldsync.campaign_failure
                    (job_id, visit, step, attempt, kind, reason, token, worker_id)
             select job_id, visit, old_step, new_attempt, failure, reason, token, worker_id
               from moved
              where kind = 'failed'),
           queued as (
             insert into fieldsync.campaign_queue (campaign_id, job_id)
             select campaign_id, job_id
               from moved
              where new_state = 'ready'
              order by campaign_id, job_id),
           waiting as (
             insert into fieldsync.campaign_waiting (job_id, campaign_id, due_at, waits_for)
             select job_id, campaign_id, due_at, waits_for
               from moved
              where new_state = 'waiting'),
           died as (
             insert into fieldsync.campaign_dead_letter (job_id, campaign_id, step, kind, reason)
             select job_id, campaign_id, step, death, reason
               from moved
              where new_state = 'dead'),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, outcome, jobs)
             select campaign_id, step, state, outcome, sum(jobs)
               from (select campaign_id, old_step as step, 'ready' as state, '' as outcome,
                            -1 as jobs from moved
                      union all
                     select campaign_id, step, new_state, '', 1 from moved
                      union all
                     select campaign_id, old_step, 'passed', outcome, 1 from moved
                      where kind = 'completed') change
              group by campaign_id, step, state, outcome
             having sum(jobs) <> 0)
      select job_id from moved
      """;

  private static final String FIND_REPEATED =
      """
      select g.job_id
        from unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::text[])
             as g (job_id, token, visit, kind)
       where g.kind = 'completed'
         and exists (
             select 1
               from fieldsync.campaign_step_result r
              where r.job_id = g.job_id and r.visit = g.visit and r.token = g.token)
          or g.kind = 'failed'
         and exists (
             select 1
               from fieldsync.campaign_failure f
              where f.job_id = g.job_id and f.token = g.token and f.kind <> 'lapsed')
      """;

  /** A deadlock, a lock that is held for a moment. */
  private static final RetryConfig RETRY =
      RetryConfig.custom()
          .maxAttempts(4)
          .intervalFunction(
              IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(50), 2.0, 0.5))
          .retryExceptions(TransientDataAccessException.class)
          .build();

  private final JdbcTemplate jdbc;
  private final Clock clock;

  EndJobs(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * Ends claims.
   *
   * @param endings at most a few thousand; of two for one claim the first counts
   * @return what became of each, by job
   * @throws IllegalArgumentException if an outcome is none of its step's, or a result too long;
   *     nothing was written
   */
  public Map<Long, Ending.Fate> end(List<? extends Ending> endings) {
    Map<Long, Move> moves = new LinkedHashMap<>();
    Instant now = clock.instant();
    for (Ending ending : endings) {
      moves.putIfAbsent(ending.claim().jobId(), Move.of(ending, now, ThreadLocalRandom.current()));
    }
    if (moves.isEmpty()) {
      return Map.of();
    }
    return Retry.of("end-jobs", RETRY).executeSupplier(() -> end(moves));
  }

  private Map<Long, Ending.Fate> end(Map<Long, Move> moves) {
    Set<Long> moved = write(List.copyOf(moves.values()));
    List<Move> others =
        moves.values().stream().filter(each -> !moved.contains(each.claim().jobId())).toList();
    Set<Long> repeated = others.isEmpty() ? Set.of() : repeated(others);
    Map<Long, Ending.Fate> fates = new LinkedHashMap<>();
    for (Long id : moves.keySet()) {
      fates.put(
          id,
          moved.contains(id)
              ? Ending.Fate.RECORDED
              : repeated.contains(id) ? Ending.Fate.REPEATED : Ending.Fate.LOST);
    }
    return fates;
  }

  private Set<Long> write(List<Move> moves) {
    return ids(
        END,
        moves,
        rows -> {
          rows.set("int8", each -> each.claim().jobId());
          rows.set("int8", each -> each.claim().token());
          rows.set("int2", each -> each.claim().visit());
          rows.set("text", each -> each.claim().step().name());
          rows.set("text", Move::kind);
          rows.set("text", Move::outcome);
          rows.set("text", Move::result);
          rows.set("text", Move::step);
          rows.set("text", Move::state);
          rows.set("timestamptz", each -> offset(each.dueAt()));
          rows.set("text", Move::waitsFor);
          rows.set("text", Move::failure);
          rows.set("text", Move::death);
          rows.set("text", Move::reason);
        });
  }

  private static @Nullable Object offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private Set<Long> repeated(List<Move> moves) {
    return ids(
        FIND_REPEATED,
        moves,
        rows -> {
          rows.set("int8", each -> each.claim().jobId());
          rows.set("int8", each -> each.claim().token());
          rows.set("int2", each -> each.claim().visit());
          rows.set("text", Move::kind);
        });
  }

  private interface Binding {
    void bind(Columns<Move> rows) throws SQLException;
  }

  private Set<Long> ids(String sql, List<Move> moves, Binding binding) {
    return new HashSet<>(
        jdbc.query(
            sql,
            statement -> binding.bind(Rows.plannedAnew(statement, moves)),
            (row, number) -> row.getLong("job_id")));
  }
}
