package dev.fieldsync.campaignworker.job;

import dev.fieldsync.campaigns.campaign.CampaignPlan;
import dev.fieldsync.campaigns.workflow.Step;
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
 *     ..}}}
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

  /**
   * Returns the key under which the step's effect takes place once: the same over attempts, workers
   * and replays, another one for every run of a step.
   */
  public String idempotencyKey() {
    return jobId + "-" + visit + "-" + step.name();
  }
}
