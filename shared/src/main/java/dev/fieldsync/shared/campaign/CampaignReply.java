package dev.fieldsync.shared.campaign;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reply to what a campaign has sent, as the webhook took it. It stands in {@code
 * campaign-replies}, keyed by campaign id. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param replyId its identity where it comes from, such as the message id: the same id is the same
 *     reply
 * @param campaignId the campaign that it answers, also the record's key
 * @param organizationId whose campaign it has to be
 * @param jobId the job that it answers, {@code null} when only the address is known
 * @param address who replied, in any spelling; {@code null} only with a job id
 * @param content the text
 * @param receivedAt when the webhook took it
 */
public record CampaignReply(
    int schemaVersion,
    String replyId,
    UUID campaignId,
    String organizationId,
    @Nullable Long jobId,
    @Nullable String address,
    String content,
    Instant receivedAt) {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Cuts off what the database would not keep. */
  public CampaignReply {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MICROS);
  }
}
