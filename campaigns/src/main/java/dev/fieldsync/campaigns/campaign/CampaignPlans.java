package dev.fieldsync.campaigns.campaign;

import dev.fieldsync.campaigns.workflow.InvalidWorkflowException;
import dev.fieldsync.campaigns.workflow.Workflows;
import dev.fieldsync.shared.json.Json;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The plans of campaigns, read once and remembered, the latest thousand of them. Thread-safe. */
@Repository
public class CampaignPlans {

  private static final Logger log = LoggerFactory.getLogger(CampaignPlans.class);

  private static final int MAX_REMEMBERED = 1_000;

  private static final String LOAD =
      """
      select id, organization_id, name, priority, max_per_second, workflow, content
        from fieldsync.campaign
       where id = any (?)
      """;

  private final JdbcTemplate jdbc;

  /** Empty for one that this version cannot read: a newer one made it, and works on it. */
  private final Map<UUID, Optional<CampaignPlan>> remembered =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<UUID, Optional<CampaignPlan>> eldest) {
              return size() > MAX_REMEMBERED;
            }
          });

  CampaignPlans(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  /** Returns the plans by campaign, without those that do not exist or cannot be read. */
  public Map<UUID, CampaignPlan> of(Collection<UUID> campaignIds) {
    Map<UUID, CampaignPlan> plans = new HashMap<>();
    List<UUID> unknown =
        campaignIds.stream()
            .distinct()
            .filter(
                id -> {
                  Optional<CampaignPlan> plan = remembered.get(id);
                  if (plan != null) {
                    plan.ifPresent(each -> plans.put(id, each));
                  }
                  return plan == null;
                })
            .toList();
    if (!unknown.isEmpty()) {
      load(unknown, plans);
    }
    return plans;
  }

  private void load(List<UUID> ids, Map<UUID, CampaignPlan> plans) {
    jdbc.query(
        LOAD,
        row -> {
          UUID id = row.getObject("id", UUID.class);
          try {
            CampaignPlan plan =
                new CampaignPlan(
                    id,
                    row.getString("organization_id"),
                    row.getString("name"),
                    row.getInt("priority"),
                    row.getObject("max_per_second", Integer.class),
                    Workflows.read(Json.parse(row.getString("workflow"))),
                    Json.parse(row.getString("content")));
            remembered.put(id, Optional.of(plan));
            plans.put(id, plan);
          } catch (InvalidWorkflowException e) {
            remembered.put(id, Optional.empty());
            log.atError()
                .addKeyValue("campaignId", id)
                .addKeyValue("reason", e.getMessage())
                .log(
                    "This version cannot read the workflow of a campaign and leaves its jobs alone");
          }
        },
        (Object) ids.toArray(UUID[]::new));
  }
}
