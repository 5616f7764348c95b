package dev.fieldsync.shared.campaign;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What is to be done about a customer after a campaign has written to them. It stands in {@code
 * campaign-actions}, keyed by address, for whoever acts on it; the same action may stand there more
 * than once, and is known by its key. Immutable, but for {@code attributes}, which nobody changes.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param key the same for the same action: take each once
 * @param campaignId the campaign
 * @param organizationId whose it is
 * @param jobId the customer's job in it
 * @param address the customer's
 * @param attributes what the campaign knows of the customer, {@code null} for nothing
 * @param sentiment {@code positive}, {@code neutral}, {@code negative}, or {@link #NO_REPLY}
 * @param action what the campaign's workflow calls it
 * @param at when it was told
 */
public record CampaignAction(
    int schemaVersion,
    String key,
    UUID campaignId,
    String organizationId,
    long jobId,
    String address,
    @Nullable JsonNode attributes,
    String sentiment,
    String action,
    Instant at) {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Nobody replied. */
  public static final String NO_REPLY = "none";

  /** The actions of a workflow that names none. */
  public static final Map<String, String> STANDARD =
      Map.of(
          "positive",
          "book_inspection",
          "neutral",
          "review",
          "negative",
          "call_customer",
          NO_REPLY,
          "remind");

  /** Cuts off what the database would not keep. */
  public CampaignAction {
    at = at.truncatedTo(ChronoUnit.MICROS);
  }
}
