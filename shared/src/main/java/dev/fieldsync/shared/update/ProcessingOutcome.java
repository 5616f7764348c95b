package dev.fieldsync.shared.update;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a run of the background processing over a template ended, as it stands in {@code
 * template-events}. When the run made a version, that version's {@link TemplateEvent}, with the
 * source {@link Source#BACKGROUND}, stands before it in the same partition. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param type {@link #TYPE}
 * @param templateId the template, also the record's key
 * @param organizationId whose it is
 * @param result how it ended
 * @param changed whether it made a version; a template whose derived values are right already is
 *     processed and not changed
 * @param reason why it was skipped or has failed, for people; {@code null} when processed
 * @param retryAfterMs in how many milliseconds it runs again by itself; {@code null} when it does
 *     not
 * @param version the template's version after the run, {@code null} in a legacy row without one or
 *     when that is not known
 * @param problems how many problems it found in the field definitions; 0 unless processed
 * @param requestIds the persons' requests that this answers
 * @param node the processor
 * @param at when (database clock)
 */
public record ProcessingOutcome(
    int schemaVersion,
    String type,
    UUID templateId,
    String organizationId,
    Result result,
    boolean changed,
    @Nullable String reason,
    @Nullable Long retryAfterMs,
    @Nullable String version,
    int problems,
    List<UUID> requestIds,
    String node,
    Instant at)
    implements TemplateLogRecord {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** What tells this kind from the others in the topic. */
  public static final String TYPE = "processing";

  /** The reason of a run that met a user update that is not older than the cooldown. */
  public static final String RECENT_USER_UPDATE = "Skipped - recent user update";

  /** Cuts off what the database would not keep. */
  public ProcessingOutcome {
    requestIds = List.copyOf(requestIds);
    at = at.truncatedTo(ChronoUnit.MICROS);
  }

  /** How a run ended. */
  public enum Result {
    /** The derived values are those of the stored template. */
    PROCESSED("processed"),
    /** The template was left alone. */
    SKIPPED("skipped"),
    /** Something is wrong; nothing was written. */
    FAILED("failed");

    private final String code;

    Result(String code) {
      this.code = code;
    }

    /** Returns the name in JSON. */
    @JsonValue
    public String code() {
      return code;
    }
  }
}
