package dev.fieldsync.campaignworker.job;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.campaign.CampaignPlans;
import dev.fieldsync.campaignworker.job.FairShares.Demand;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToIntFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * How much of which campaign a claim is to take: looks at the front of each running campaign's
 * queue, and no further than a claim reaches. Thread-safe.
 */
@Repository
class Slices {

  /** So far a queue is looked at; enough for a claim unless its chunks are small. */
  private static final int MAX_CHUNKS = 5 * ClaimJobs.MAX_JOBS / ClaimJobs.MAX_CHUNK;

  private static final String FIND_FRONTS =
      """
      select c.id, c.organization_id, c.priority,
             array(select cardinality(q.jobs)
                     from fieldsync.campaign_queue q
                    where q.campaign_id = c.id
                    order by q.first_job
                    limit ?) as chunks
        from fieldsync.campaign c
       where c.status = 'running'
      """;

  private final JdbcTemplate jdbc;
  private final CampaignPlans plans;

  Slices(JdbcTemplate jdbc, CampaignPlans plans) {
    this.jdbc = jdbc;
    this.plans = plans;
  }

  /**
   * What is to be taken of a campaign.
   *
   * @param jobs how many
   * @param chunks in how many chunks of its queue these stood a moment ago
   */
  record Slice(CampaignPlan plan, int jobs, int chunks) {}

  /**
   * The front of a campaign's queue.
   *
   * @param chunks how many jobs stand in each of the first chunks
   */
  private record Front(UUID campaignId, String organizationId, int priority, List<Integer> chunks) {

    int jobs() {
      return chunks.stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns how many chunks have so many jobs together. */
    int chunksFor(int jobs) {
      int chunk = 0;
      for (int left = jobs; left > 0 && chunk < chunks.size(); chunk++) {
        left -= chunks.get(chunk);
      }
      return chunk;
    }
  }

  /**
   * Divides room among the campaigns that have work, fairly.
   *
   * @param jobs for how many there is room
   * @param most how many of a campaign there is room for
   */
  List<Slice> of(int jobs, ToIntFunction<UUID> most) {
    List<Front> fronts =
        jdbc.query(FIND_FRONTS, (row, number) -> front(row), MAX_CHUNKS).stream()
            .filter(each -> !each.chunks().isEmpty())
            .toList();
    Map<UUID, CampaignPlan> known = plans.of(fronts.stream().map(Front::campaignId).toList());
    List<Demand> workable = new ArrayList<>();
    for (Front front : fronts) {
      CampaignPlan plan = known.get(front.campaignId());
      if (plan != null) {
        workable.add(demand(front, Math.min(oneSecond(plan), most.applyAsInt(plan.id()))));
      }
    }
    Map<UUID, Integer> shares = new FairShares(ThreadLocalRandom.current()).divide(jobs, workable);
    List<Slice> slices = new ArrayList<>();
    for (Front front : fronts) {
      CampaignPlan plan = known.get(front.campaignId());
      int share = shares.getOrDefault(front.campaignId(), 0);
      if (plan != null && share > 0) {
        slices.add(new Slice(plan, share, front.chunksFor(share)));
      }
    }
    return slices;
  }

  /** Of a slow campaign no more than can be begun in a second; the rest would only lie about. */
  private static int oneSecond(CampaignPlan plan) {
    Integer limit = plan.maxPerSecond();
    return limit == null ? ClaimJobs.MAX_JOBS : limit;
  }

  private static Demand demand(Front front, int room) {
    int jobs = Math.min(front.jobs(), Math.max(0, room));
    return new Demand(front.campaignId(), front.organizationId(), front.priority(), jobs);
  }

  private static Front front(ResultSet row) throws SQLException {
    return new Front(
        row.getObject("id", UUID.class),
        row.getString("organization_id"),
        row.getInt("priority"),
        List.of((Integer[]) row.getArray("chunks").getArray()));
  }
}
