package dev.fieldsync.campaignworker.job;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Gives the jobs of workers that are no longer alive to others, and those that an alive worker has
 * kept for longer than any step may take. By liveness, not by age: a worker that was killed a
 * moment ago holds nothing for longer than its lease. Thread-safe; any process may do it.
 */
@Repository
public class RescueJobs {

  private static final Logger log = LoggerFactory.getLogger(RescueJobs.class);

  /** Leases at once; each has at most as many jobs as a chunk of the queue. */
  private static final int MAX_LEASES = 50;

  /** A job that has lost so many workers at one step may well be what kills them. */
  private static final int MAX_LAPSES = 10;

  /**
   * A lapse spends no attempt; each is kept with the failures. The lease is deleted here, so a
   * worker that comes back finds its token worth nothing.
   */
  private static final String RESCUE =
      """
      with lapsed as materialized (
             select l.token, l.campaign_id
               from fieldsync.campaign_lease l
               left join fieldsync.campaign_worker w on w.id = l.worker_id
              where w.id is null
                 or w.alive_until <= clock_timestamp()
                 or l.deadline_at <= clock_timestamp()
              order by l.token, l.campaign_id
              limit ?
                for update of l skip locked),
           freed as (
             delete from fieldsync.campaign_lease l
              using lapsed
              where l.token = lapsed.token
                and l.campaign_id = lapsed.campaign_id
             returning l.jobs, l.campaign_id, l.token, l.worker_id,
                       l.deadline_at <= clock_timestamp() as is_overdue),
           lost as (
             select unnest(jobs) as job_id, campaign_id, token, worker_id, is_overdue
               from freed),
           moved as (
             update fieldsync.campaign_job j
                set lapses = j.lapses + 1,
                    state = case when j.lapses + 1 >= ? then 'dead' else 'ready' end
               from lost l
              where j.id = l.job_id
             returning l.*, j.visit, j.step, j.lapses, j.state,
                       case when l.is_overdue
                            then 'The worker did not end the step before its deadline'
                            else 'The worker was lost' end as reason),
           failures as (
             insert into fieldsync.campaign_failure
                    (job_id, visit, step, attempt, kind, reason, token, worker_id)
             select job_id, visit, step, lapses, 'lapsed', reason, token, worker_id
               from moved),
           queued as (
             insert into fieldsync.campaign_queue (campaign_id, jobs)
             select campaign_id, fieldsync.in_chunks(array_agg(job_id order by job_id))
               from moved
              where state = 'ready'
              group by campaign_id),
           died as (
             insert into fieldsync.campaign_dead_letter (job_id, campaign_id, step, kind, reason)
             select job_id, campaign_id, step, 'lapsed', reason
               from moved
              where state = 'dead'),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
             select campaign_id, step, 'ready', -count(*)
               from moved
              where state = 'dead'
              group by campaign_id, step
             union all
             select campaign_id, step, 'dead', count(*)
               from moved
              where state = 'dead'
              group by campaign_id, step)
      select count(*) from moved
      """;

  private final JdbcTemplate jdbc;
  private final Workers workers;

  RescueJobs(JdbcTemplate jdbc, Workers workers) {
    this.jdbc = jdbc;
    this.workers = workers;
  }

  /** Frees some jobs; returns how many, as long as it is not 0 there may be more. */
  public int runOnce() {
    List<Integer> counts = jdbc.queryForList(RESCUE, Integer.class, MAX_LEASES, MAX_LAPSES);
    int rescued = counts.get(0);
    if (rescued > 0) {
      log.atWarn()
          .addKeyValue("jobs", rescued)
          .log("Jobs whose worker was lost or stuck are claimable again");
    } else {
      workers.forgetLapsed();
    }
    return rescued;
  }
}
