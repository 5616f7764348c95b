package dev.fieldsync.campaigns.campaign;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * How many jobs of a campaign are where, without counting jobs. Every statement that moves jobs
 * adds what changed, as rows of its own that nobody else touches; {@link #foldOnce} sums them up
 * now and then. Thread-safe.
 */
@Repository
public class CampaignCounts {

  private static final int MAX_CHANGES = 10_000;

  private static final String FOLD =
      """
      with taken as (
             delete from fieldsync.campaign_count_change
              where id = any (array(
                    select id
                      from fieldsync.campaign_count_change
                     order by id
                     limit ?
                       for update skip locked))
             returning campaign_id, step, state, outcome, jobs),
           folded as (
             insert into fieldsync.campaign_count as c (campaign_id, step, state, outcome, jobs)
             select campaign_id, step, state, outcome, sum(jobs)
               from taken
              group by campaign_id, step, state, outcome
             having sum(jobs) <> 0
              order by campaign_id, step, state, outcome
                 on conflict (campaign_id, step, state, outcome) do update
                set jobs = c.jobs + excluded.jobs)
      select distinct campaign_id from taken
      """;

  private static final String READ =
      """
      select step, state, jobs
        from fieldsync.campaign_progress
       where campaign_id = ?
         and state <> 'passed'
       order by step, state
      """;

  private final JdbcTemplate jdbc;

  CampaignCounts(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * So many jobs are at a step in a state.
   *
   * @param step the step's name
   * @param state {@code ready}, {@code waiting}, {@code done}, {@code dead}, {@code cancelled} or
   *     {@code dropped}
   * @param jobs how many, at least one
   */
  public record Count(String step, String state, long jobs) {}

  /** Returns the counts of a campaign as of one moment, by step and state. */
  public List<Count> of(UUID campaignId) {
    return jdbc.query(
        READ,
        (row, number) ->
            new Count(row.getString("step"), row.getString("state"), row.getLong("jobs")),
        campaignId);
  }

  /**
   * Sums up changes, at most ten thousand.
   *
   * @return the campaigns that changed; as long as there are some, there may be more
   */
  public Set<UUID> foldOnce() {
    return Set.copyOf(jdbc.queryForList(FOLD, UUID.class, MAX_CHANGES));
  }
}
