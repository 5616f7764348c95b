package dev.fieldsync.campaignworker.watch;

import java.util.Collection;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Notes now and then how far campaigns are, so that everybody can read how fast they go.
 * Thread-safe.
 */
@Repository
class PaceSamples {

  /** Of a campaign that stands still the last sample stays, and says so. */
  private static final String TAKE =
      """
      with due as materialized (
             select c.id, clock_timestamp() as at
               from unnest(?::uuid[]) as c (id)
              where not exists (
                    select 1
                      from fieldsync.campaign_pace p
                     where p.campaign_id = c.id
                       and p.at > clock_timestamp() - interval '2 seconds')),
           old as (
             delete from fieldsync.campaign_pace p
              using due d
              where p.campaign_id = d.id
                and p.at < d.at - interval '5 minutes')
      insert into fieldsync.campaign_pace (campaign_id, at, passed, ended)
      select d.id, d.at,
             coalesce(sum(p.jobs) filter (where p.state = 'passed'), 0),
             coalesce(sum(p.jobs) filter (
                      where p.state in ('done', 'dead', 'cancelled', 'dropped')), 0)
        from due d
        left join fieldsync.campaign_progress p on p.campaign_id = d.id
       group by d.id, d.at
          on conflict do nothing
      """;

  private final JdbcTemplate jdbc;

  PaceSamples(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Takes a sample of each campaign that has none of the last two seconds. */
  void take(Collection<UUID> campaignIds) {
    jdbc.update(TAKE, (Object) campaignIds.toArray(UUID[]::new));
  }
}
