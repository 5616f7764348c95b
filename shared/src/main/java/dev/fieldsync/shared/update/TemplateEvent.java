package dev.fieldsync.shared.update;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.Conflict;
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
 * @param source what kind of change it is
 * @param operation what was asked for
 * @param status any status but pending
 * @param revision the number of the new version, only when applied
 * @param version the new version, only when applied
 * @param previousVersion the version before, only when applied and there was one
 * @param changedPaths JSON Pointers of what changed, only when applied
 * @param conflicts what both sides of a three-way merge had changed, and who won
 * @param conflictsAbridged true when {@code conflicts} tells less than the history does, see {@link
 *     #abridged}
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
    Source source,
    Operation operation,
    UpdateStatus status,
    @Nullable Long revision,
    @Nullable String version,
    @Nullable String previousVersion,
    List<String> changedPaths,
    List<Conflict> conflicts,
    @Nullable Boolean conflictsAbridged,
    @Nullable UpdateProblem problem,
    String digest,
    List<Attempt> attempts,
    Timings timings)
    implements TemplateLogRecord {

  /** The version of this record's form that this code writes and reads. */
  public static final int SCHEMA_VERSION = 1;

  private static final int MAX_CONFLICTS_LENGTH = 256 * 1024;
  private static final int MAX_ABRIDGED_CONFLICTS = 100;

  /** Fills in what events of an older writer lack. */
  @SuppressWarnings("ConstantValue")
  public TemplateEvent {
    conflicts = conflicts == null ? List.of() : List.copyOf(conflicts);
    source = source == null ? Source.of(operation) : source;
  }

  /**
   * An applied update's place in the history.
   *
   * @param revision the number of the new version
   * @param version the new version
   * @param previousVersion the version before, {@code null} when there was none
   */
  public record Step(long revision, String version, @Nullable String previousVersion) {}

  /** Makes an event of an applied update. */
  public static TemplateEvent applied(
      UpdateRequest request,
      Step step,
      List<String> changedPaths,
      List<Conflict> conflicts,
      List<Attempt> attempts,
      Timings timings) {
    return new TemplateEvent(
        SCHEMA_VERSION,
        request.updateId(),
        request.templateId(),
        request.organizationId(),
        request.actor(),
        Source.of(request.operation()),
        request.operation(),
        UpdateStatus.APPLIED,
        step.revision(),
        step.version(),
        step.previousVersion(),
        changedPaths,
        conflicts,
        null,
        null,
        request.digest(),
        attempts,
        timings);
  }

  /**
   * Makes an event of a version that the background processor made.
   *
   * @param run names the run that made it
   * @param processor who made it
   * @param digest the digest of what it wrote
   */
  public static TemplateEvent derived(
      UUID run,
      UUID templateId,
      String organizationId,
      String processor,
      Step step,
      List<String> changedPaths,
      String digest,
      Timings timings) {
    return new TemplateEvent(
        SCHEMA_VERSION,
        run,
        templateId,
        organizationId,
        processor,
        Source.BACKGROUND,
        Operation.MERGE,
        UpdateStatus.APPLIED,
        step.revision(),
        step.version(),
        step.previousVersion(),
        changedPaths,
        List.of(),
        null,
        null,
        digest,
        List.of(new Attempt(1, 0, Attempt.Outcome.APPLIED)),
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
        Source.of(request.operation()),
        request.operation(),
        status,
        null,
        null,
        null,
        List.of(),
        List.of(),
        null,
        problem,
        request.digest(),
        attempts,
        timings);
  }

  /**
   * Returns this event small enough for a record: conflicts that hold much text are listed without
   * their values, and not more than 100 of them. The history has them whole.
   */
  public TemplateEvent abridged() {
    if (conflicts.isEmpty()
        || Json.mapper().writeValueAsString(conflicts).length() <= MAX_CONFLICTS_LENGTH) {
      return this;
    }
    List<Conflict> abridged =
        conflicts.stream()
            .filter(conflict -> conflict.path().length() <= MAX_CONFLICTS_LENGTH / 200)
            .limit(MAX_ABRIDGED_CONFLICTS)
            .map(
                conflict ->
                    new Conflict(
                        conflict.path(), conflict.kind(), null, null, null, conflict.resolution()))
            .toList();
    return new TemplateEvent(
        schemaVersion,
        updateId,
        templateId,
        organizationId,
        actor,
        source,
        operation,
        status,
        revision,
        version,
        previousVersion,
        changedPaths,
        abridged,
        true,
        problem,
        digest,
        attempts,
        timings);
  }
}
