package dev.fieldsync.campaignworker.job;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.workflow.Step;
import dev.fieldsync.campaignworker.job.Slices.Slice;
import dev.fieldsync.shared.database.Columns;
import dev.fieldsync.shared.json.Json;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Claims queued jobs for a worker, fairly. Which campaigns have work is asked once per claim, of
 * the small campaign table and the front of each queue ({@link Slices}); then one statement takes
 * so many jobs from the front of each campaign's queue. Jobs stand there in chunks, and all that is
 * searched, locked and written is by the chunk; one that has more jobs than are wanted is divided.
 * The cost depends on how many jobs are taken and how many campaigns run, not on how many jobs are
 * queued or waiting. Thread-safe.
 */
@Repository
public class ClaimJobs {

  /** So many jobs are claimed at once, at the most. */
  public static final int MAX_JOBS = 2_000;

  /** So many jobs stand together in a chunk of the queue, at the most. */
  public static final int MAX_CHUNK = 200;

  /** Beyond the longest time-out of a step: what a job may wait for its turn in its worker. */
  private static final Duration SLACK = Duration.ofMinutes(2);

  /**
   * No claim waits for another; a worker that has lapsed gets nothing. Each chunk is leased under a
   * token of its own.
   */
  private static final String CLAIM =
      """
      with worker as materialized (
             select w.id
               from fieldsync.campaign_worker w
              where w.id = ?
                and w.alive_until > clock_timestamp()),
           picked as materialized (
             select s.campaign_id, s.jobs as wanted, s.deadline_ms, q.place, q.first_job, q.jobs
               from unnest(?::uuid[], ?::int[], ?::int[], ?::bigint[])
                    as s (campaign_id, jobs, chunks, deadline_ms)
               join fieldsync.campaign c on c.id = s.campaign_id and c.status = 'running'
              cross join worker
              cross join lateral (
                    select queued.ctid as place, queued.first_job, queued.jobs
                      from fieldsync.campaign_queue queued
                     where queued.campaign_id = s.campaign_id
                     order by queued.first_job
                     limit s.chunks
                       for update of queued skip locked) q),
           placed as (
             select p.*,
                    sum(cardinality(jobs)) over (partition by campaign_id order by first_job)::int
                    - cardinality(jobs) as jobs_before
               from picked p),
           parted as materialized (
             select nextval('fieldsync.campaign_token') as token, campaign_id, deadline_ms, place,
                    jobs[: wanted - jobs_before] as taken, jobs[wanted - jobs_before + 1 :] as rest
               from placed
              where jobs_before < wanted),
           unqueued as (
             delete from fieldsync.campaign_queue q
              where q.ctid = any (array(select place from parted))),
           requeued as (
             insert into fieldsync.campaign_queue (campaign_id, jobs)
             select campaign_id, rest
               from parted
              where cardinality(rest) > 0),
           leased as (
             insert into fieldsync.campaign_lease
                    (token, campaign_id, worker_id, deadline_at, jobs)
             select p.token, p.campaign_id, worker.id,
                    clock_timestamp() + p.deadline_ms * interval '1 millisecond', p.taken
               from parted p
              cross join worker)
      select j.id, t.token, j.campaign_id, coalesce(j.spelling, j.address) as address,
             j.attributes, j.step, j.visit, j.attempt,
             case when j.visit > 0 then (
                  select jsonb_object_agg(
                           r.step, jsonb_build_object('outcome', r.outcome, 'result', r.result,
                                                      'visit', own.number - 1)
                           order by own.number)
                    from unnest(j.results) with ordinality as own (id, number)
                    join fieldsync.campaign_result r on r.id = own.id) end as results,
             case when j.reply_id is not null then (
                  select r.content
                    from fieldsync.campaign_reply r
                   where r.id = j.reply_id) end as reply
        from (select token, unnest(taken) as job_id from parted) t
        join fieldsync.campaign_job j on j.id = t.job_id
       order by j.id
      """;

  /** Others were faster, and had all of the front in their hands for a moment. */
  private static final RetryConfig AGAIN =
      RetryConfig.<Turn>custom()
          .maxAttempts(3)
          .intervalFunction(
              IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(5), 2.0, 0.5))
          .retryOnResult(Turn::wasBeaten)
          .build();

  private final JdbcTemplate jdbc;
  private final Slices slices;

  ClaimJobs(JdbcTemplate jdbc, Slices slices) {
    this.jdbc = jdbc;
    this.slices = slices;
  }

  private record Turn(List<Slice> slices, List<Claim> claims) {

    boolean wasBeaten() {
      return claims.isEmpty() && !slices.isEmpty();
    }
  }

  /** Claims jobs of whatever campaigns. */
  public List<Claim> claim(long worker, int jobs) {
    return claim(worker, jobs, id -> MAX_JOBS);
  }

  /**
   * Claims jobs.
   *
   * @param worker a registered worker
   * @param jobs how many it has room for, at most {@link #MAX_JOBS} are given at once
   * @param most how many of a campaign it has room for
   * @return jobs; fewer than asked for also when somebody else was faster, none when nothing is to
   *     be done or the worker has lapsed
   */
  public List<Claim> claim(long worker, int jobs, ToIntFunction<UUID> most) {
    return Retry.of("claim-jobs", AGAIN)
        .executeSupplier(() -> claimOnce(worker, Math.min(jobs, MAX_JOBS), most))
        .claims();
  }

  private Turn claimOnce(long worker, int jobs, ToIntFunction<UUID> most) {
    List<Slice> wanted = slices.of(jobs, most);
    if (wanted.isEmpty()) {
      return new Turn(wanted, List.of());
    }
    Map<UUID, CampaignPlan> plans =
        wanted.stream().map(Slice::plan).collect(Collectors.toMap(CampaignPlan::id, each -> each));
    List<Claim> claims =
        jdbc.query(
            CLAIM,
            statement -> {
              Columns<Slice> rows = Rows.plannedAnew(statement, wanted);
              rows.value(worker);
              rows.set("uuid", each -> each.plan().id());
              rows.setInts(Slice::jobs);
              rows.setInts(Slice::chunks);
              rows.setLongs(each -> deadline(each.plan()).toMillis());
            },
            (row, number) -> claim(row, plans));
    return new Turn(wanted, claims);
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
