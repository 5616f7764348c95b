package dev.fieldsync.campaigns.campaign;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A campaign that is to be made.
 *
 * @param id chosen by whoever asks, so that asking again makes no second one
 * @param organizationId whose it is
 * @param name for people, not empty
 * @param priority from 1 to 100; of two campaigns of an organization, one of twice the priority
 *     gets twice the share of what workers can do
 * @param startsAt not before; a time that is over is now
 * @param maxPerSecond jobs that may be begun in a second by all workers together, from 1 to
 *     100,000; {@code null} for as many as the providers allow
 * @param workflow the definition, as {@link
 *     dev.fieldsync.campaigns.workflow.Workflows#readNew(JsonNode)} takes it
 * @param content what the steps send
 * @param createdBy who asks
 */
public record NewCampaign(
    UUID id,
    String organizationId,
    String name,
    int priority,
    Instant startsAt,
    @Nullable Integer maxPerSecond,
    JsonNode workflow,
    ObjectNode content,
    String createdBy) {

  /** The priority of a campaign that says none. */
  public static final int DEFAULT_PRIORITY = 10;
}
