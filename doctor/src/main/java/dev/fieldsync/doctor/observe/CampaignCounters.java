package dev.fieldsync.doctor.observe;

import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The counters of campaigns at one moment; two of them make rates.
 *
 * @param passed steps that ended well, of the campaigns of late
 * @param dead jobs that were given up, of the campaigns of late
 * @param ready jobs that can be done, of those that run
 * @param lastFailure the newest failed attempt
 * @param claimed jobs that workers have
 * @param workers that are alive
 * @param maxPerSecond of all that run together; 0: no bound
 */
record CampaignCounters(
    long passed,
    long dead,
    long ready,
    long lastFailure,
    long claimed,
    long workers,
    double maxPerSecond) {

  private static final int TIMEOUT_SECONDS = 2;

  private static final String SELECT =
      """
      with late as (
             select id, status, max_per_second
               from fieldsync.campaign
              where status in ('running', 'paused') or status_at > now() - interval '5 minutes'),
           counted as (
             select coalesce(sum(p.jobs) filter (where p.state = 'passed'), 0) as passed,
                    coalesce(sum(p.jobs) filter (where p.state = 'dead'), 0) as dead,
                    coalesce(sum(p.jobs) filter (
                      where p.state = 'ready' and late.status = 'running'), 0) as ready
               from fieldsync.campaign_progress p
               join late on late.id = p.campaign_id)
      select counted.*,
             coalesce((select max(id) from fieldsync.campaign_failure), 0) as last_failure,
             (select coalesce(sum(cardinality(jobs)), 0) from (
                select jobs from fieldsync.campaign_lease limit 10000) l) as claimed,
             (select count(*) from fieldsync.campaign_worker
               where alive_until > clock_timestamp()) as workers,
             coalesce((select case when bool_or(max_per_second is null) then 0
                                   else sum(max_per_second) end
                         from late where status = 'running'), 0) as max_per_second
        from counted
      """;

  private static final String SELECT_FAILURES =
      """
      select count(*) filter (where kind <> 'permanent') as failures,
             coalesce(mode() within group (order by left(reason, 120)), '') as reason
        from fieldsync.campaign_failure
       where id > ?
      """;

  static CampaignCounters read(Connection connection) throws SQLException {
    try (Statement select = connection.createStatement()) {
      select.setQueryTimeout(TIMEOUT_SECONDS);
      try (ResultSet row = select.executeQuery(SELECT)) {
        row.next();
        return new CampaignCounters(
            row.getLong("passed"),
            row.getLong("dead"),
            row.getLong("ready"),
            row.getLong("last_failure"),
            row.getLong("claimed"),
            row.getLong("workers"),
            row.getDouble("max_per_second"));
      }
    }
  }

  /** Compares with what is so now. */
  CampaignSymptoms since(Connection connection, double seconds) throws SQLException {
    CampaignCounters now = read(connection);
    try (PreparedStatement select = connection.prepareStatement(SELECT_FAILURES)) {
      select.setQueryTimeout(TIMEOUT_SECONDS);
      select.setLong(1, lastFailure);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return new CampaignSymptoms(
            now.ready,
            now.claimed,
            now.workers,
            Math.max(0, now.passed - passed) / seconds,
            row.getLong("failures") / seconds,
            Math.max(0, now.dead - dead) / seconds,
            row.getString("reason"),
            now.maxPerSecond);
      }
    }
  }
}
