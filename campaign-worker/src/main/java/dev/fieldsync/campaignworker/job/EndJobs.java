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
import java.util.HashMap;
import java.util.HashSet;
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
 * <p>Most claims of a batch end alike, so each {@link Move} is worked out, sent and stored once,
 * and each claim names the one that is its. What is done in a {@link Crowd} has a statement of its
 * own, and the others, whose jobs are other ones, do not depend on it.
 *
 * <p>Safe to repeat, also when nobody knows whether the statement before was committed: the jobs
 * are taken out of their lease with it, so a second time changes nothing and says {@link
 * Ending.Fate#REPEATED}.
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
               from unnest(?::bigint[], ?::int[]) as g (job_id, move)),
           move as materialized (
             select token, visit, old_step, kind, outcome, result::jsonb as result, step, state,
                    due_at, waits_for, failure, death, reason, number,
                    case when kind = 'completed'
                         then nextval('fieldsync.campaign_result_id') end as result_id
               from unnest(?::bigint[], ?::smallint[], ?::text[], ?::text[], ?::text[], ?::text[],
                           ?::text[], ?::text[], ?::timestamptz[], ?::text[], ?::text[], ?::text[],
                           ?::text[])
                    with ordinality
                    as m (token, visit, old_step, kind, outcome, result, step, state,
                          due_at, waits_for, failure, death, reason, number)),
           held as materialized (
             select l.token, l.campaign_id, l.worker_id, l.jobs,
                    (select c.status = 'cancelled'
                       from fieldsync.campaign c
                      where c.id = l.campaign_id) as is_cancelled
               from fieldsync.campaign_lease l
              where l.token in (select token from move)
              order by l.token, l.campaign_id
                for update of l),
           leased as materialized (
             select l.token, l.campaign_id, l.worker_id, l.is_cancelled, l.job_id, g.move
               from (select token, campaign_id, worker_id, is_cancelled, unnest(jobs) as job_id
                       from held) l
               left join (select given.job_id, given.move, move.token
                            from given
                            join move on move.number = given.move) g
                    on g.job_id = l.job_id and g.token = l.token),
           remaining as materialized (
             select token, campaign_id,
                    array_agg(job_id order by job_id) filter (where move is null) as jobs
               from leased
              group by token, campaign_id),
           emptied as (
             delete from fieldsync.campaign_lease l
              using remaining r
              where l.token = r.token
                and l.campaign_id = r.campaign_id
                and r.jobs is null),
           kept as (
             update fieldsync.campaign_lease l
                set jobs = r.jobs
               from remaining r
              where l.token = r.token
                and l.campaign_id = r.campaign_id
                and r.jobs is not null),
           moved as (
             update fieldsync.campaign_job j
                set step = m.step,
                    state = case
                      when m.state in ('ready', 'waiting') and e.is_cancelled
                        then 'cancelled'
                      when m.waits_for = 'reply' and j.reply_id is not null
                       and m.outcome is distinct from 'reply'
                        then 'ready'
                      else m.state end,
                    visit = j.visit + case when m.kind = 'completed' then 1 else 0 end,
                    attempt = case m.kind when 'completed' then 0
                                          when 'failed' then j.attempt + 1
                                          else j.attempt end,
                    lapses = case when m.kind in ('completed', 'failed') then 0 else j.lapses end,
                    results = case when m.kind = 'completed' then j.results || m.result_id
                                   else j.results end,
                    reply_id = case when m.outcome = 'reply' then null else j.reply_id end
               from leased e
               join move m on m.number = e.move
              where j.id = e.job_id
             returning e.job_id, e.token, e.campaign_id, e.worker_id, e.move,
                       j.state as new_state, j.attempt as new_attempt),
           tally as materialized (
             select campaign_id, move, new_state, count(*) as jobs
               from moved
              group by campaign_id, move, new_state),
           results as (
             insert into fieldsync.campaign_result
                    (id, campaign_id, step, outcome, result, token)
             select m.result_id, t.campaign_id, m.old_step, m.outcome, m.result, m.token
               from (select distinct campaign_id, move from tally) t
               join move m on m.number = t.move
              where m.kind = 'completed'),
           failures as (
             insert into fieldsync.campaign_failure
                    (job_id, visit, step, attempt, kind, reason, token, worker_id)
             select e.job_id, m.visit, m.old_step, e.new_attempt, m.failure, m.reason, e.token,
                    e.worker_id
               from moved e
               join move m on m.number = e.move
              where m.kind = 'failed'),
           queued as (
             insert into fieldsync.campaign_queue (campaign_id, jobs)
             select campaign_id, fieldsync.in_chunks(array_agg(job_id order by job_id))
               from moved
              where new_state = 'ready'
              group by campaign_id),
           waiting as (
             insert into fieldsync.campaign_waiting (job_id, campaign_id, due_at, waits_for)
             select e.job_id, e.campaign_id, m.due_at, m.waits_for
               from moved e
               join move m on m.number = e.move
              where e.new_state = 'waiting'),
           died as (
             insert into fieldsync.campaign_dead_letter (job_id, campaign_id, step, kind, reason)
             select e.job_id, e.campaign_id, m.step, m.death, m.reason
               from moved e
               join move m on m.number = e.move
              where e.new_state = 'dead'),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, outcome, jobs)
             select t.campaign_id, change.step, change.state, change.outcome, sum(change.jobs)
               from tally t
               join move m on m.number = t.move
              cross join lateral (
                    values (m.old_step, 'ready', '', -t.jobs),
                           (m.step, t.new_state, '', t.jobs),
                           (m.old_step, 'passed', m.outcome, t.jobs))
                    as change (step, state, outcome, jobs)
              where change.state <> 'passed' or m.kind = 'completed'
              group by t.campaign_id, change.step, change.state, change.outcome
             having sum(change.jobs) <> 0)
      select job_id from given except select job_id from moved
      """;

  private static final String FIND_REPEATED =
      """
      select g.job_id
        from unnest(?::bigint[], ?::bigint[], ?::smallint[], ?::text[])
             as g (job_id, token, visit, kind)
       where g.kind = 'completed'
         and exists (
             select 1
               from fieldsync.campaign_job_now j
               join fieldsync.campaign_result r on r.id = j.results[g.visit + 1]
              where j.id = g.job_id and r.token = g.token)
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
  private final DoneTogether together;
  private final Clock clock;

  EndJobs(JdbcTemplate jdbc, DoneTogether together, Clock clock) {
    this.jdbc = jdbc;
    this.together = together;
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
    Moves moves = new Moves(clock.instant(), ThreadLocalRandom.current());
    endings.forEach(moves::add);
    if (moves.jobs().isEmpty()) {
      return Map.of();
    }
    List<Moves.Distinct> distinct = moves.distinct();
    return Retry.of("end-jobs", RETRY).executeSupplier(() -> end(moves.jobs(), distinct));
  }

  private Map<Long, Ending.Fate> end(List<Moves.Job> all, List<Moves.Distinct> moves) {
    Map<Long, Ending.Fate> fates = new HashMap<>(all.size() * 2);
    for (Moves.Job job : all) {
      fates.put(job.claim().jobId(), Ending.Fate.RECORDED);
    }
    Set<Integer> recorded = together.record(Crowd.among(all, moves));
    List<Moves.Job> jobs = all.stream().filter(each -> !recorded.contains(each.number())).toList();
    Set<Long> unmoved = jobs.isEmpty() ? Set.of() : unmoved(jobs, moves);
    if (!unmoved.isEmpty()) {
      List<Moves.Job> others =
          jobs.stream().filter(each -> unmoved.contains(each.claim().jobId())).toList();
      unmoved.forEach(id -> fates.put(id, Ending.Fate.LOST));
      repeated(others).forEach(id -> fates.put(id, Ending.Fate.REPEATED));
    }
    return fates;
  }

  /** Moves those whose claim holds, and returns the others. */
  private Set<Long> unmoved(List<Moves.Job> jobs, List<Moves.Distinct> moves) {
    return ids(
        END,
        jobs,
        rows -> {
          rows.setLongs(each -> each.claim().jobId());
          rows.setInts(Moves.Job::number);
          Columns<Moves.Distinct> distinct = rows.then(moves);
          distinct.setLongs(Moves.Distinct::token);
          distinct.set("int2", Moves.Distinct::visit);
          distinct.set("text", Moves.Distinct::oldStep);
          distinct.set("text", each -> each.move().kind());
          distinct.set("text", each -> each.move().outcome());
          distinct.set("text", Moves.Distinct::result);
          distinct.set("text", each -> each.move().step());
          distinct.set("text", each -> each.move().state());
          distinct.set("timestamptz", each -> offset(each.move().dueAt()));
          distinct.set("text", each -> each.move().waitsFor());
          distinct.set("text", each -> each.move().failure());
          distinct.set("text", each -> each.move().death());
          distinct.set("text", each -> each.move().reason());
        });
  }

  private static @Nullable Object offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private Set<Long> repeated(List<Moves.Job> jobs) {
    return ids(
        FIND_REPEATED,
        jobs,
        rows -> {
          rows.set("int8", each -> each.claim().jobId());
          rows.set("int8", each -> each.claim().token());
          rows.set("int2", each -> each.claim().visit());
          rows.set("text", each -> each.move().kind());
        });
  }

  private interface Binding {
    void bind(Columns<Moves.Job> rows) throws SQLException;
  }

  private Set<Long> ids(String sql, List<Moves.Job> jobs, Binding binding) {
    return new HashSet<>(
        jdbc.query(
            sql,
            statement -> binding.bind(Rows.plannedAnew(statement, jobs)),
            (row, number) -> row.getLong("job_id")));
  }
}
