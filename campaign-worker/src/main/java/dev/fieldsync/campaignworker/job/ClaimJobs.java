package dev.fieldsync.campaignworker.job;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.campaign.CampaignPlans;
import dev.fieldsync.campaigns.workflow.Step;
import dev.fieldsync.campaignworker.job.FairShares.Demand;
import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.json.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Claims queued jobs for a worker, fairly. Which campaigns have work is asked once per claim, of
 * the small campaign table; the shares are worked out here; then one statement takes so many rows
 * from the front of each campaign's queue. Its cost depends on how many jobs it takes and how many
 * campaigns run, not on how many jobs are queued or waiting. Thread-safe.
 */
@Repository
public class ClaimJobs {

  /** So many jobs are claimed at once, at the most. */
  public static final int MAX_JOBS = 2_000;

  /** Beyond the longest time-out of a step: what a job may wait for its turn in its worker. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  private static final String FIND_DEMAND =
      """
      select c.id, c.organization_id, c.priority,
             (select count(*)
                from (select 1
                        from fieldsync.campaign_queue q
                       where q.campaign_id = c.id
                       order by q.job_id
                       limit ?) queued) as jobs
        from fieldsync.campaign c
       where c.status = 'running'
      """;

  /** No claim waits for another; a worker that has lapsed gets nothing. */
  private static final String CLAIM =
      """
      with claim as materialized (
             select w.id as worker_id, nextval('fieldsync.campaign_token') as token
               from fieldsync.campaign_worker w
              where w.id = ?
                and w.alive_until > clock_timestamp()),
           picked as materialized (
             select q.place, s.deadline_ms
               from unnest(?::uuid[], ?::int[], ?::bigint[]) as s (campaign_id, jobs, deadline_ms)
               join fieldsync.campaign c on c.id = s.campaign_id and c.status = 'running'
              cross join claim
              cross join lateral (
                    select queued.ctid as place
                      from fieldsync.campaign_queue queued
                     where queued.campaign_id = s.campaign_id
                     order by queued.job_id
                     limit s.jobs
                       for update of queued skip locked) q),
           taken as (
             delete from fieldsync.campaign_queue q
              where q.ctid = any (array(select place from picked))
             returning q.campaign_id, q.job_id),
           leased as (
             insert into fieldsync.campaign_lease
                    (token, campaign_id, worker_id, deadline_at, jobs)
             select claim.token, t.campaign_id, claim.worker_id,
                    clock_timestamp() + (select max(deadline_ms) from picked)
                                      * interval '1 millisecond',
                    array_agg(t.job_id order by t.job_id)
               from taken t
              cross join claim
              group by claim.token, claim.worker_id, t.campaign_id)
      select j.id, claim.token, j.campaign_id, coalesce(j.spelling, j.address) as address,
             j.attributes, j.step, j.visit, j.attempt,
             case when j.visit > 0 then (
                  select jsonb_object_agg(
                           r.step, jsonb_build_object('outcome', r.outcome, 'result', r.result,
                                                      'visit', r.visit)
                           order by r.visit)
                    from fieldsync.campaign_step_result r
                   where r.job_id = j.id) end as results,
             case when j.reply_id is not null then (
                  select r.content
                    from fieldsync.campaign_reply r
                   where r.id = j.reply_id) end as reply
        from taken t
        join fieldsync.campaign_job j on j.id = t.job_id
       cross join claim
       order by j.id
      """;

  private final JdbcTemplate jdbc;
  private final CampaignPlans plans;

  ClaimJobs(JdbcTemplate jdbc, CampaignPlans plans) {
    this.jdbc = jdbc;
    this.plans = plans;
  }

  private record Slice(CampaignPlan plan, int jobs) {}

  /** Claims jobs of whatever campaigns. */
  public List<Claim> claim(long worker, int jobs) {
    return claim(worker, jobs, jobs, id -> MAX_JOBS);
  }

  /**
   * Claims jobs.
   *
   * @param worker a registered worker
   * @param jobs how many it has room for, at most {@link #MAX_JOBS} are given at once
   * @param mostOfAny how many of any campaign it has room for; so far the queues are looked at
   * @param most how many of a campaign it has room for
   * @return jobs; fewer than asked for also when somebody else was faster, none when nothing is to
   *     be done or the worker has lapsed
   */
  public List<Claim> claim(long worker, int jobs, int mostOfAny, ToIntFunction<UUID> most) {
    List<Slice> slices = slices(Math.min(jobs, MAX_JOBS), mostOfAny, most);
    if (slices.isEmpty()) {
      return List.of();
    }
    Map<UUID, CampaignPlan> byId = plans.of(slices.stream().map(each -> each.plan().id()).toList());
    return jdbc.query(
        CLAIM,
        statement -> {
          Columns<Slice> rows = Rows.plannedAnew(statement, slices);
          rows.value(worker);
          rows.set("uuid", each -> each.plan().id());
          rows.set("int4", Slice::jobs);
          rows.set("int8", each -> deadline(each.plan()).toMillis());
        },
        (row, number) -> claim(row, byId));
  }

  private List<Slice> slices(int jobs, int mostOfAny, ToIntFunction<UUID> most) {
    List<Demand> demands =
        jdbc.query(FIND_DEMAND, (row, number) -> demand(row), Math.min(jobs, mostOfAny)).stream()
            .filter(each -> each.jobs() > 0)
            .toList();
    Map<UUID, CampaignPlan> known = plans.of(demands.stream().map(Demand::campaignId).toList());
    List<Demand> workable = new ArrayList<>();
    for (Demand demand : demands) {
      CampaignPlan plan = known.get(demand.campaignId());
      if (plan != null) {
        workable.add(atMost(demand, oneSecond(plan), most.applyAsInt(plan.id())));
      }
    }
    Map<UUID, Integer> shares = new FairShares(ThreadLocalRandom.current()).divide(jobs, workable);
    return known.values().stream()
        .map(plan -> new Slice(plan, shares.getOrDefault(plan.id(), 0)))
        .filter(slice -> slice.jobs() > 0)
        .toList();
  }

  /** Of a slow campaign no more than can be begun in a second; the rest would only lie about. */
  private static int oneSecond(CampaignPlan plan) {
    Integer limit = plan.maxPerSecond();
    return limit == null ? MAX_JOBS : limit;
  }

  private static Demand atMost(Demand demand, int limit, int room) {
    int jobs = Math.min(demand.jobs(), Math.max(0, Math.min(limit, room)));
    return new Demand(demand.campaignId(), demand.organizationId(), demand.priority(), jobs);
  }

  private static Demand demand(ResultSet row) throws SQLException {
    return new Demand(
        row.getObject("id", UUID.class),
        row.getString("organization_id"),
        row.getInt("priority"),
        row.getInt("jobs"));
  }

  private static Duration deadline(CampaignPlan plan) {
    return plan.workflow().steps().values().stream()
        .filter(step -> !step.kind().isWait())
        .map(Step::timeout)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(SLACK);
  }

  private static Claim claim(ResultSet row, Map<UUID, CampaignPlan> plans) throws SQLException {
    UUID campaignId = row.getObject("campaign_id", UUID.class);
    CampaignPlan plan = plans.get(campaignId);
    if (plan == null) {
      throw new IllegalStateException("Claimed a job of another campaign: " + campaignId);
    }
    JsonNode results = json(row.getString("results"));
    return new Claim(
        row.getLong("id"),
        row.getLong("token"),
        plan,
        row.getString("address"),
        json(row.getString("attributes")),
        plan.workflow().step(row.getString("step")),
        row.getInt("visit"),
        row.getInt("attempt"),
        results == null ? JsonNodeFactory.instance.objectNode() : results,
        row.getString("reply"));
  }

  private static @Nullable JsonNode json(@Nullable String text) {
    return text == null ? null : Json.parse(text);
  }
}
