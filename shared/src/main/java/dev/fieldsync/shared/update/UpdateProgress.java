package dev.fieldsync.shared.update;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An attempt to apply an update failed and another one follows, as it stands in {@code
 * template-events} while the worker waits. It may be missing: the outcome's {@link
 * TemplateEvent#attempts()} has every attempt in any case. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param type {@link #TYPE}
 * @param updateId the update
 * @param templateId the template, also the record's key
 * @param organizationId the organization of the request
 * @param actor who sent the request
 * @param attempt the attempt that failed, from 1
 * @param delayMs how long the worker waited before it, in milliseconds
 * @param outcome why it failed
 * @param retryInMs how long the worker waits before the next, in milliseconds
 * @param startedAt when the worker first looked at the update (worker clock)
 * @param at when the attempt had failed (worker clock)
 */
public record UpdateProgress(
    int schemaVersion,
    String type,
    UUID updateId,
    UUID templateId,
    String organizationId,
    String actor,
    int attempt,
    long delayMs,
    Attempt.Outcome outcome,
    long retryInMs,
    Instant startedAt,
    Instant at)
    implements TemplateLogRecord {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** What tells this kind from the others in the topic. */
  public static final String TYPE = "progress";

  /** Cuts off what nobody needs. */
  public UpdateProgress {
    startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** Makes a record of the current form. */
  public static UpdateProgress of(
      UpdateRequest request, Attempt failed, long retryInMs, Instant startedAt, Instant at) {
    return new UpdateProgress(
        SCHEMA_VERSION,
        TYPE,
        request.updateId(),
        request.templateId(),
        request.organizationId(),
        request.actor(),
        failed.attempt(),
        failed.delayMs(),
        failed.outcome(),
        retryInMs,
        startedAt,
        at);
  }
}
