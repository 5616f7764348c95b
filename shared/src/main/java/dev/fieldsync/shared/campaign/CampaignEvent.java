package dev.fieldsync.shared.campaign;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a campaign is as of one moment. It stands in {@code campaign-events}, keyed by campaign id,
 * and only tells people: of two, the later one says everything. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param campaignId the campaign, also the record's key
 * @param organizationId whose it is
 * @param name for people
 * @param status where it is in its life, such as {@code running} or {@code done}
 * @param statusReason why it failed, {@code null} else
 * @param jobs how many it has
 * @param ended how many of them are at their end: done, dead, cancelled or dropped
 * @param counts how many jobs are at which step in which state
 * @param passed how many jobs have left which step with which outcome
 * @param stepsPerSecond how many steps of its jobs ended in a second, lately; {@code null} when
 *     that is not known yet
 * @param etaMs in how many milliseconds the work that can be done now is done at this pace; {@code
 *     null} when nobody can say
 * @param at the database's time
 */
public record CampaignEvent(
    int schemaVersion,
    UUID campaignId,
    String organizationId,
    String name,
    String status,
    @Nullable String statusReason,
    long jobs,
    long ended,
    List<Count> counts,
    List<Passed> passed,
    @Nullable Double stepsPerSecond,
    @Nullable Long etaMs,
    Instant at) {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Copies the lists. */
  public CampaignEvent {
    counts = List.copyOf(counts);
    passed = List.copyOf(passed);
  }

  /**
   * So many jobs are at a step in a state.
   *
   * @param state {@code ready}, {@code waiting}, {@code done}, {@code dead}, {@code cancelled} or
   *     {@code dropped}
   */
  public record Count(String step, String state, long jobs) {}

  /** So many jobs have left a step with an outcome. */
  public record Passed(String step, String outcome, long jobs) {}
}
