package dev.fieldsync.campaigns.campaign;

import dev.fieldsync.campaigns.workflow.Workflow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What of a campaign never changes and all of its jobs share. Immutable, but for {@code content},
 * which nobody changes.
 *
 * @param id the campaign
 * @param organizationId whose it is
 * @param name for people
 * @param priority from 1 to 100; its weight among the organization's campaigns
 * @param maxPerSecond jobs that may be begun in a second by all workers together, {@code null} for
 *     no such limit
 * @param workflow steps and routes
 * @param content what the steps send
 */
public record CampaignPlan(
    UUID id,
    String organizationId,
    String name,
    int priority,
    @Nullable Integer maxPerSecond,
    Workflow workflow,
    JsonNode content) {}
