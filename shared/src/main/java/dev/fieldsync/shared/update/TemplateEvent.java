package dev.fieldsync.shared.update;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one update, as it stands in {@code template-events}. It answers the waiting
 * request, invalidates caches and is the same however often the request is delivered. Immutable.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param updateId the update
 * @param templateId the template, also the record's key
 * @param organizationId the organization of the request
 * @param actor who sent the request
 * @param operation what was asked for
 * @param status any status but pending
 * @param revision the number of the new version, only when applied
 * @param version the new version, only when applied
 * @param previousVersion the version before, only when applied and there was one
 * @param changedPaths JSON Pointers of what changed, only when applied
 * @param problem why it was not applied, only when it was not
 * @param digest the digest of the request that this answers
 * @param attempts what it took
 * @param timings when
 */
public record TemplateEvent(
    int schemaVersion,
    UUID updateId,
    UUID templateId,
    String organizationId,
    String actor,
    Operation operation,
    UpdateStatus status,
    @Nullable Long revision,
    @Nullable String version,
    @Nullable String previousVersion,
    List<String> changedPaths,
    @Nullable UpdateProblem problem,
    String digest,
    List<Attempt> attempts,
    Timings timings)
    implements TemplateLogRecord {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  /** Makes an event of an applied update. */
  public static TemplateEvent applied(
      UpdateRequest request,
      long revision,
      String version,
      @Nullable String previousVersion,
      List<String> changedPaths,
      List<Attempt> attempts,
      Timings timings) {
    return new TemplateEvent(
        SCHEMA_VERSION,
        request.updateId(),
        request.templateId(),
        request.organizationId(),
        request.actor(),
        request.operation(),
        UpdateStatus.APPLIED,
        revision,
        version,
        previousVersion,
        changedPaths,
        null,
        request.digest(),
        attempts,
        timings);
  }

  /** Makes an event of an update that was not applied. */
  public static TemplateEvent refused(
      UpdateRequest request,
      UpdateStatus status,
      UpdateProblem problem,
      List<Attempt> attempts,
      Timings timings) {
    return new TemplateEvent(
        SCHEMA_VERSION,
        request.updateId(),
        request.templateId(),
        request.organizationId(),
        request.actor(),
        request.operation(),
        status,
        null,
        null,
        null,
        List.of(),
        problem,
        request.digest(),
        attempts,
        timings);
  }
}
