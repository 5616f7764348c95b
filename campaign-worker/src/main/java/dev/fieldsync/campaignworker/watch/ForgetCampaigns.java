package dev.fieldsync.campaignworker.watch;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Removes campaigns whose end is long past, with everything about the people whom they wrote to: a
 * slice of jobs at a time. Thread-safe; one that dies in the middle leaves the rest to the next.
 */
@Repository
class ForgetCampaigns {

  private static final Logger log = LoggerFactory.getLogger(ForgetCampaigns.class);

  private static final int SLICE = 5_000;

  private static final String FIND =
      """
      select id
        from fieldsync.campaign
       where finished_at < ?
         and (status <> 'cancelled' or swept)
       order by finished_at
       limit 1
      """;

  /**
   * The campaign first: who replays a dead letter locks it as well, and then either finds all of
   * them or none.
   */
  private static final String DELETE_JOBS =
      """
      with finished as materialized (
             select id
               from fieldsync.campaign
              where id = ?
                and finished_at < ?
                for update),
           letters as (
             delete from fieldsync.campaign_dead_letter l
              using finished f
              where l.campaign_id = f.id),
           jobs as (
             delete from fieldsync.campaign_job
              where id in (
                    select j.id
                      from fieldsync.campaign_job j
                      join finished f on f.id = j.campaign_id
                     order by j.address
                     limit ?)
             returning id, results),
           results as (
             delete from fieldsync.campaign_result r
              where r.id in (select unnest(jobs.results) from jobs)),
           failures as (
             delete from fieldsync.campaign_failure f
              using jobs
              where f.job_id = jobs.id),
           replies as (
             delete from fieldsync.campaign_reply r
              using jobs
              where r.job_id = jobs.id)
      select count(*) from jobs
      """;

  /** When their jobs are gone, and nobody can ask any more what became of these. */
  private static final String DELETE_DONE =
      """
      with done as (
             delete from fieldsync.campaign_done
              where (campaign_id, result_id) in (
                    select d.campaign_id, d.result_id
                      from fieldsync.campaign_done d
                      join fieldsync.campaign c on c.id = d.campaign_id
                     where c.id = ?
                       and c.finished_at < ?
                       and not exists (
                           select 1
                             from fieldsync.campaign_job j
                            where j.campaign_id = c.id)
                     limit ?)
             returning result_id),
           results as (
             delete from fieldsync.campaign_result r
              using done
              where r.id = done.result_id)
      select count(*) from done
      """;

  private static final String DELETE_CAMPAIGN =
      """
      with gone as (
             delete from fieldsync.campaign c
              where c.id = ?
                and c.finished_at < ?
                and not exists (
                    select 1
                      from fieldsync.campaign_job j
                     where j.campaign_id = c.id)
                and not exists (
                    select 1
                      from fieldsync.campaign_done d
                     where d.campaign_id = c.id)
             returning c.id),
           counts as (
             delete from fieldsync.campaign_count c using gone where c.campaign_id = gone.id),
           changes as (
             delete from fieldsync.campaign_count_change c using gone where c.campaign_id = gone.id),
           paces as (
             delete from fieldsync.campaign_pace p using gone where p.campaign_id = gone.id),
           queries as (
             delete from fieldsync.campaign_audience_query q using gone where q.campaign_id = gone.id),
           creations as (
             delete from fieldsync.campaign_creation c using gone where c.campaign_id = gone.id),
           rates as (
             delete from fieldsync.campaign_rate r using gone where r.key = 'campaign:' || gone.id)
      select count(*) from gone
      """;

  private final JdbcTemplate jdbc;
  private final Clock clock;
  private final @Nullable Duration retention;

  ForgetCampaigns(JdbcTemplate jdbc, Clock clock, RetentionProperties properties) {
    this.jdbc = jdbc;
    this.clock = clock;
    this.retention = properties.retention();
  }

  /**
   * Removes some.
   *
   * @return how many rows were removed; as long as it is not 0, there may be more
   */
  int forgetSome() {
    if (retention == null) {
      return 0;
    }
    Timestamp before = Timestamp.from(clock.instant().minus(retention));
    List<UUID> oldest = jdbc.queryForList(FIND, UUID.class, before);
    if (oldest.isEmpty()) {
      return 0;
    }
    UUID id = oldest.get(0);
    int jobs = count(DELETE_JOBS, id, before, SLICE);
    if (jobs > 0) {
      return jobs;
    }
    int done = count(DELETE_DONE, id, before, SLICE);
    if (done > 0) {
      return done;
    }
    int campaigns = count(DELETE_CAMPAIGN, id, before);
    if (campaigns > 0) {
      log.atInfo().addKeyValue("campaignId", id).log("A campaign that ended long ago is removed");
    }
    return campaigns;
  }

  private int count(String sql, Object... arguments) {
    return jdbc.queryForList(sql, Integer.class, arguments).get(0);
  }
}
