package dev.fieldsync.gateway.update;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fieldsync.shared.merge.Conflict;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.shared.update.UpdateStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The status of an update as people see it; parts that are not known yet are left out.
 *
 * @param updateId the update
 * @param templateId the template
 * @param organizationId whose it is
 * @param actor who sent it
 * @param operation what was asked for
 * @param status where it stands
 * @param version the version that it made
 * @param previousVersion the version that it was applied to
 * @param changedPaths JSON Pointers of what it changed
 * @param attempts what it took
 * @param conflicts what both sides of a three-way merge had changed
 * @param timings when it passed its stations
 * @param problem why it was not applied
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UpdateView(
    UUID updateId,
    @Nullable UUID templateId,
    String organizationId,
    @Nullable String actor,
    @Nullable Operation operation,
    String status,
    @Nullable String version,
    @Nullable String previousVersion,
    @Nullable List<String> changedPaths,
    List<Attempt> attempts,
    List<Conflict> conflicts,
    TimingsView timings,
    @Nullable UpdateProblem problem) {

  static UpdateView pending(AcceptedUpdate update) {
    return new UpdateView(
        update.updateId(),
        update.templateId(),
        update.organizationId(),
        null,
        update.operation(),
        UpdateStatus.PENDING.code(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        new TimingsView(update.acceptedAt(), null, null, null, null),
        null);
  }

  static UpdateView lost(LostUpdate update) {
    return new UpdateView(
        update.updateId(),
        update.templateId(),
        update.organizationId(),
        null,
        null,
        UpdateStatus.FAILED.code(),
        null,
        null,
        null,
        List.of(),
        List.of(),
        new TimingsView(update.acceptedAt(), null, null, update.putAsideAt(), null),
        update.problem());
  }

  /**
   * An update that was decided.
   *
   * @param answeredAt when its sender was told, if that is known here
   */
  static UpdateView decided(TemplateEvent event, @Nullable Instant answeredAt) {
    return new UpdateView(
        event.updateId(),
        event.templateId(),
        event.organizationId(),
        event.actor(),
        event.operation(),
        event.status().code(),
        event.version(),
        event.previousVersion(),
        event.status() == UpdateStatus.APPLIED ? event.changedPaths() : null,
        event.attempts(),
        event.conflicts(),
        TimingsView.of(event.timings(), answeredAt),
        event.problem());
  }

  /** When the update passed its stations, as far as it has come. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record TimingsView(
      Instant acceptedAt,
      @Nullable Instant queuedAt,
      @Nullable Instant startedAt,
      @Nullable Instant decidedAt,
      @Nullable Instant acknowledgedAt) {

    static TimingsView of(Timings timings, @Nullable Instant acknowledgedAt) {
      return new TimingsView(
          timings.acceptedAt(),
          timings.queuedAt(),
          timings.startedAt(),
          timings.decidedAt(),
          acknowledgedAt);
    }
  }
}
