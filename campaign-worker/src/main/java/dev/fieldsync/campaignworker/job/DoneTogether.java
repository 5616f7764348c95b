package dev.fieldsync.campaignworker.job;

import dev.fieldsync.shared.database.Columns;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Records that many jobs of a claim are done, all alike, as one row: none of their own rows is
 * found, locked or written, and what it costs hardly depends on how many they are. Thread-safe.
 *
 * <p>A {@link Crowd} is recorded whole or not at all. It is not when its claim holds no more, or no
 * more for all of its jobs; who asks then looks at each of them.
 */
@Repository
class DoneTogether {

  private static final String RECORD =
      """
      with given as materialized (
             select token, old_step, outcome, result::jsonb as result, step, size,
                    jobs::int8multirange as jobs, number,
                    nextval('fieldsync.campaign_result_id') as result_id
               from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
                           ?::text[])
                    with ordinality
                    as g (token, old_step, outcome, result, step, size, jobs, number)),
           held as materialized (
             select l.token, l.campaign_id, l.jobs, ended.jobs as ended, ended.size
               from (select token, range_agg(jobs) as jobs, sum(size) as size
                       from given
                      group by token) ended
               join fieldsync.campaign_lease l on l.token = ended.token
              order by l.token
                for update of l),
           parted as materialized (
             select token, campaign_id, size, cardinality(jobs) as leased,
                    array(select job
                            from unnest(jobs) job
                           where not ended @> job
                           order by job) as rest
               from held),
           left_over as materialized (
             select token, campaign_id, rest
               from parted
              where leased - cardinality(rest) = size),
           emptied as (
             delete from fieldsync.campaign_lease l
              using left_over o
              where l.token = o.token
                and l.campaign_id = o.campaign_id
                and cardinality(o.rest) = 0),
           kept as (
             update fieldsync.campaign_lease l
                set jobs = o.rest
               from left_over o
              where l.token = o.token
                and l.campaign_id = o.campaign_id
                and cardinality(o.rest) > 0),
           done as materialized (
             select o.campaign_id, g.*
               from given g
               join left_over o on o.token = g.token),
           results as (
             insert into fieldsync.campaign_result
                    (id, campaign_id, step, outcome, result, token)
             select result_id, campaign_id, old_step, outcome, result, token
               from done),
           recorded as (
             insert into fieldsync.campaign_done (campaign_id, result_id, step, token, jobs)
             select campaign_id, result_id, step, token, jobs
               from done),
           counted as (
             insert into fieldsync.campaign_count_change (campaign_id, step, state, outcome, jobs)
             select done.campaign_id, change.step, change.state, change.outcome, sum(change.jobs)
               from done
              cross join lateral (
                    values (done.old_step, 'ready', '', -done.size),
                           (done.step, 'done', '', done.size),
                           (done.old_step, 'passed', done.outcome, done.size))
                    as change (step, state, outcome, jobs)
              group by done.campaign_id, change.step, change.state, change.outcome)
      select number from done
      """;

  private final JdbcTemplate jdbc;

  DoneTogether(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Records crowds.
   *
   * @return the numbers of those that were recorded
   */
  Set<Integer> record(List<Crowd> crowds) {
    if (crowds.isEmpty()) {
      return Set.of();
    }
    List<Integer> places =
        jdbc.query(
            RECORD,
            statement -> {
              Columns<Crowd> rows = Rows.plannedAnew(statement, crowds);
              rows.setLongs(each -> each.move().token());
              rows.set("text", each -> each.move().oldStep());
              rows.set("text", each -> each.move().move().outcome());
              rows.set("text", each -> each.move().result());
              rows.set("text", each -> each.move().move().step());
              rows.setInts(Crowd::size);
              rows.set("text", Crowd::jobs);
            },
            (row, number) -> row.getInt("number"));
    Set<Integer> recorded = new HashSet<>();
    places.forEach(place -> recorded.add(crowds.get(place - 1).number()));
    return recorded;
  }
}
