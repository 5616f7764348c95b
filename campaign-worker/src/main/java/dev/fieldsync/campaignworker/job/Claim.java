package dev.fieldsync.campaignworker.job;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.workflow.Step;
import dev.fieldsync.campaigns.workflow.StepKind;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A job that a worker has, until its end is recorded or its lease lapses.
 *
 * @param jobId the job
 * @param token the fencing token: only under it can the job be moved
 * @param plan the campaign
 * @param address where to write to, as it was given
 * @param attributes what else is known of whom it is for, {@code null} for nothing
 * @param step what is to be done
 * @param visit how many steps the job has behind it
 * @param attempt how often this run of the step has failed
 * @param results by step, what its latest run came to: {@code {"step": {"outcome": .., "result":
 *     .., "visit": ..}}}
 * @param reply the reply that ended the wait, {@code null} for none
 */
public record Claim(
    long jobId,
    long token,
    CampaignPlan plan,
    String address,
    @Nullable JsonNode attributes,
    Step step,
    int visit,
    int attempt,
    JsonNode results,
    @Nullable String reply) {

  /** Returns the latest result of a step of this kind, {@code null} when there is none. */
  public @Nullable JsonNode latest(StepKind kind) {
    return results.properties().stream()
        .filter(each -> isOf(each.getKey(), kind))
        .map(Map.Entry::getValue)
        .max(Comparator.comparingInt(each -> each.path("visit").asInt(0)))
        .orElse(null);
  }

  private boolean isOf(String name, StepKind kind) {
    Step known = plan.workflow().steps().get(name);
    return known != null && known.kind() == kind;
  }

  /**
   * Returns the key under which the step's effect takes place once: the same over attempts, workers
   * and replays, another one for every run of a step.
   */
  public String idempotencyKey() {
    return jobId + "-" + visit + "-" + step.name();
  }
}
