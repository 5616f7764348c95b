package dev.fieldsync.shared.processing;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for one template's field definitions to be processed, not before a time. It stands in {@code
 * field-processing-delayed}, keyed by template id. Immutable.
 *
 * <p>It carries nothing that a person wrote, and any number of them, in any order, cost one run:
 * what a run does depends on what is stored then alone.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param templateId the template, also the record's key
 * @param organizationId whose it is
 * @param revision the number of the version that an edit led to; {@code null} when a person asks
 * @param requestId names the person's request, which the outcome repeats; {@code null} after an
 *     edit
 * @param dueAt not before this; the processor also looks at the template's own last user update
 */
public record ProcessingRequest(
    int schemaVersion,
    UUID templateId,
    String organizationId,
    @Nullable Long revision,
    @Nullable UUID requestId,
    Instant dueAt) {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Cuts off what the database would not keep. */
  public ProcessingRequest {
    dueAt = dueAt.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Makes the request that follows an applied edit.
   *
   * @param revision the number of the new version
   * @param dueAt the edit's time and the cooldown
   */
  public static ProcessingRequest afterEdit(
      UUID templateId, String organizationId, long revision, Instant dueAt) {
    return new ProcessingRequest(SCHEMA_VERSION, templateId, organizationId, revision, null, dueAt);
  }

  /**
   * Makes the request of a person who wants it now.
   *
   * @param requestId found again in {@link
   *     dev.fieldsync.shared.update.ProcessingOutcome#requestIds()}
   */
  public static ProcessingRequest now(
      UUID templateId, String organizationId, UUID requestId, Instant now) {
    return new ProcessingRequest(SCHEMA_VERSION, templateId, organizationId, null, requestId, now);
  }
}
