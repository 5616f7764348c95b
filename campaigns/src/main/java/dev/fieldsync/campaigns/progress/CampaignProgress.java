package dev.fieldsync.campaigns.progress;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.campaign.CampaignPlans;
import dev.fieldsync.shared.campaign.CampaignEvent;
import dev.fieldsync.shared.campaign.CampaignEvent.Count;
import dev.fieldsync.shared.campaign.CampaignEvent.Passed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/**
 * Says how far campaigns are. What it costs depends on how many steps they have, not on how many
 * jobs. Thread-safe.
 */
@Repository
public class CampaignProgress {

  private static final String PASSED = "passed";

  private static final String FIND =
      """
      select id, organization_id, name, status, status_reason, jobs, clock_timestamp() as read_at
        from fieldsync.campaign
       where id = any (?)
       order by created_at desc, id desc
      """;

  private static final String COUNT =
      """
      select campaign_id, step, state, outcome, jobs
        from fieldsync.campaign_progress
       where campaign_id = any (?)
       order by campaign_id, step, state, outcome
      """;

  /** The oldest sample of the last minute; when there is none, the newest of all. */
  private static final String FIND_PACE =
      """
      select c.id, s.at, s.passed
        from unnest(?::uuid[]) as c (id)
       cross join lateral (
             select p.at, p.passed
               from fieldsync.campaign_pace p
              where p.campaign_id = c.id
              order by p.at >= clock_timestamp() - interval '1 minute' desc,
                       case when p.at >= clock_timestamp() - interval '1 minute' then p.at end,
                       p.at desc
              limit 1) s
      """;

  private final JdbcTemplate jdbc;
  private final CampaignPlans plans;

  CampaignProgress(JdbcTemplate jdbc, CampaignPlans plans) {
    this.jdbc = jdbc;
    this.plans = plans;
  }

  private record Sums(List<Count> counts, List<Passed> passed) {
    Sums() {
      this(new ArrayList<>(), new ArrayList<>());
    }
  }

  /**
   * Returns where campaigns are, by campaign, the newest first.
   *
   * @param ids campaigns of any organization; whoever asks checks whose they are. Those that do not
   *     exist are left out
   */
  public Map<UUID, CampaignEvent> of(Collection<UUID> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    UUID[] asked = ids.toArray(UUID[]::new);
    // First, so that no sample has counted more than is counted then.
    Map<UUID, Pace.Sample> paces = new HashMap<>();
    jdbc.query(
        FIND_PACE,
        row -> {
          paces.put(
              row.getObject("id", UUID.class),
              new Pace.Sample(instant(row, "at"), row.getLong(PASSED)));
        },
        (Object) asked);
    Map<UUID, Sums> sums = new HashMap<>();
    jdbc.query(
        COUNT,
        row -> {
          add(
              sums.computeIfAbsent(row.getObject("campaign_id", UUID.class), id -> new Sums()),
              row);
        },
        (Object) asked);
    Map<UUID, CampaignPlan> known = plans.of(ids);
    Map<UUID, CampaignEvent> progress = new LinkedHashMap<>();
    jdbc.query(
        FIND,
        row -> {
          UUID id = row.getObject("id", UUID.class);
          progress.put(
              id, event(id, row, sums.getOrDefault(id, new Sums()), paces.get(id), known.get(id)));
        },
        (Object) asked);
    return progress;
  }

  private static void add(Sums sums, ResultSet row) throws SQLException {
    String state = row.getString("state");
    long jobs = row.getLong("jobs");
    if (state.equals(PASSED)) {
      sums.passed().add(new Passed(row.getString("step"), row.getString("outcome"), jobs));
    } else {
      sums.counts().add(new Count(row.getString("step"), state, jobs));
    }
  }

  private static CampaignEvent event(
      UUID id, ResultSet row, Sums sums, Pace.@Nullable Sample sample, @Nullable CampaignPlan plan)
      throws SQLException {
    Instant at = instant(row, "read_at");
    String status = row.getString("status");
    Double pace = Pace.perSecond(sample, sums.passed(), at);
    Long eta =
        plan == null || !status.equals("running")
            ? null
            : Pace.etaMs(plan.workflow(), sums.counts(), pace);
    return new CampaignEvent(
        CampaignEvent.SCHEMA_VERSION,
        id,
        row.getString("organization_id"),
        row.getString("name"),
        status,
        row.getString("status_reason"),
        row.getLong("jobs"),
        Pace.ended(sums.counts()),
        sums.counts(),
        sums.passed(),
        pace,
        eta,
        at);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
