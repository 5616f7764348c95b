package dev.fieldsync.campaignworker.watch;

import dev.fieldsync.campaignworker.job.ClaimJobs;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * What campaigns need from time to time, whoever does it: start those whose time has come, end
 * those whose jobs have ended, put away what cancelled ones have left. Thread-safe; any number of
 * processes take turns, and one that dies in the middle leaves the rest to the next.
 */
@Repository
public class CampaignTurns {

  private static final int SLICE = 5_000;

  /** As many jobs, at the most. */
  private static final int SLICE_CHUNKS = SLICE / ClaimJobs.MAX_CHUNK;

  private static final String START =
      """
      update fieldsync.campaign
         set status = 'running', status_at = clock_timestamp()
       where status = 'scheduled'
         and starts_at <= ?
      """;

  /**
   * Whoever gives a campaign work again changes its revision first: one that was counted before is
   * not ended by what was true then.
   */
  private static final String END =
      """
      with finished as materialized (
             select c.id, c.revision
               from fieldsync.campaign c
              where c.status = 'running'
                and c.jobs > 0
                and c.jobs = (
                    select sum(p.jobs)
                      from fieldsync.campaign_progress p
                     where p.campaign_id = c.id
                       and p.state in ('done', 'dead', 'cancelled', 'dropped')))
      update fieldsync.campaign c
         set status = 'done', status_at = clock_timestamp(), finished_at = clock_timestamp()
        from finished f
       where c.id = f.id
         and c.revision = f.revision
         and c.status = 'running'
      """;

  private static final String FIND_CANCELLED =
      """
      select id
        from fieldsync.campaign
       where status = 'cancelled'
         and not swept
      """;

  /**
   * Rows that somebody holds are left for the next turn; so nobody waits, and nothing deadlocks.
   */
  private static final String SWEEP =
      """
      with queued as materialized (
             select q.first_job
               from fieldsync.campaign_queue q
              where q.campaign_id = ?
              order by q.first_job
              limit ?
                for update skip locked),
           waiting as materialized (
             select w.job_id
               from fieldsync.campaign_waiting w
               join fieldsync.campaign_job j on j.id = w.job_id
              where w.campaign_id = ?
              order by w.job_id
              limit ?
                for update skip locked),
           unqueued as (
             delete from fieldsync.campaign_queue q
              using queued
              where q.campaign_id = ? and q.first_job = queued.first_job
             returning q.jobs),
           woken as (
             delete from fieldsync.campaign_waiting w
              using waiting
              where w.job_id = waiting.job_id
             returning w.job_id, 'waiting' as state),
           ended as (
             update fieldsync.campaign_job j
                set state = 'cancelled'
               from (select unnest(jobs) as job_id, 'ready' as state from unqueued
                      union all
                     select job_id, state from woken) e
              where j.id = e.job_id
             returning j.campaign_id, j.step, e.state),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, jobs)
             select campaign_id, step, state, -count(*)
               from ended
              group by campaign_id, step, state
             union all
             select campaign_id, step, 'cancelled', count(*)
               from ended
              group by campaign_id, step)
      select count(*) from ended
      """;

  private static final String MARK_SWEPT =
      """
      update fieldsync.campaign c
         set swept = true
       where c.id = ?
         and not exists (
             select 1
               from fieldsync.campaign_progress p
              where p.campaign_id = c.id
                and p.state in ('ready', 'waiting'))
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;

  CampaignTurns(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Starts campaigns that are due; returns how many. */
  public int startDue() {
    return jdbc.update(START, clock.instant().atOffset(ZoneOffset.UTC));
  }

  /** Ends campaigns of which no job can go on by itself; returns how many. */
  public int endFinished() {
    return jdbc.update(END);
  }

  /**
   * Puts away some jobs of each cancelled campaign.
   *
   * @return how many jobs; as long as it is not 0, there may be more
   */
  public int sweepCancelled() {
    int swept = 0;
    for (UUID id : jdbc.queryForList(FIND_CANCELLED, UUID.class)) {
      List<Integer> jobs = jdbc.queryForList(SWEEP, Integer.class, id, SLICE_CHUNKS, id, SLICE, id);
      if (jobs.get(0) == 0) {
        jdbc.update(MARK_SWEPT, id);
      }
      swept += jobs.get(0);
    }
    return swept;
  }
}
