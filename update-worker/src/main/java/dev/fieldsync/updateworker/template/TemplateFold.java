package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.MergePatch;
import dev.fieldsync.shared.template.TemplateVersion;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds the requests of one template into it, in order, in memory: many requests become one row
 * write and still get one version and one history entry each. Touches nothing outside itself.
 */
final class TemplateFold {

  /** A revision with a number divisible by this keeps the whole document before it. */
  static final int BASE_EVERY = 50;

  private final UUID templateId;
  private final @Nullable TemplateState before;
  private final UpdateAttempt attempt;
  private final Map<UUID, TemplateEvent> decidedBefore;
  private final List<Decided> decisions = new ArrayList<>();

  private @Nullable ObjectNode document;
  private long documentLengthBound;
  private @Nullable String organizationId;
  private @Nullable String version;
  private long revision;
  private boolean baseMissing;
  private boolean changed;

  /**
   * Begins a fold.
   *
   * @param before the stored template, {@code null} when there is none
   * @param decidedBefore updates that were decided in earlier attempts or deliveries, by id; the
   *     fold adds its own
   */
  TemplateFold(
      UUID templateId,
      @Nullable TemplateState before,
      Map<UUID, TemplateEvent> decidedBefore,
      UpdateAttempt attempt) {
    this.templateId = templateId;
    this.before = before;
    this.attempt = attempt;
    this.decidedBefore = decidedBefore;
    if (before != null) {
      document = before.document();
      documentLengthBound = before.documentLength();
      organizationId = before.organizationId();
      version = before.version();
      revision = before.lastRevision();
      baseMissing = before.foreign();
    }
  }

  UUID templateId() {
    return templateId;
  }

  /** Returns the stored template that the fold began with, {@code null} when there was none. */
  @Nullable TemplateState before() {
    return before;
  }

  /** Returns the document to be written, or {@code null} when nothing was applied. */
  @Nullable ObjectNode changedDocument() {
    return changed ? document : null;
  }

  /** Returns the version after the fold, {@code null} when the template does not exist. */
  @Nullable String version() {
    return version;
  }

  /** Returns whose the template is after the fold, {@code null} when it does not exist. */
  @Nullable String organizationId() {
    return organizationId;
  }

  /** Returns what became of each request, in order. */
  List<Decided> decisions() {
    return decisions;
  }

  /** Decides the next request. */
  void add(ReceivedUpdate update) {
    UpdateRequest request = update.request();
    TemplateEvent earlier = decidedBefore.get(request.updateId());
    Decided decided;
    if (earlier == null) {
      decided = decide(update);
      decidedBefore.put(request.updateId(), decided.event());
    } else if (earlier.digest().equals(request.digest())) {
      decided = new Decided(update, earlier, null);
    } else {
      decided = new Decided(update, refusal(update, keyReused(request)), null);
    }
    decisions.add(decided);
  }

  private Decided decide(ReceivedUpdate update) {
    UpdateRequest request = update.request();
    boolean visible = document != null && request.organizationId().equals(organizationId);
    if (request.operation() == Operation.CREATE) {
      return document == null
          ? apply(update, JsonNodeFactory.instance.objectNode())
          : refuse(update, alreadyExists(request));
    }
    if (document == null || !visible) {
      return refuse(update, notFound(request));
    }
    Precondition precondition = request.precondition();
    if (precondition != null && !precondition.holdsFor(version)) {
      return refuse(update, versionConflict(precondition));
    }
    return apply(update, document);
  }

  private Decided apply(ReceivedUpdate update, ObjectNode current) {
    UpdateRequest request = update.request();
    ObjectNode next = (ObjectNode) MergePatch.apply(current, request.patch());
    String patch = Json.text(request.patch());
    if (!fits(current, next, patch)) {
      return refuse(update, tooLarge());
    }
    boolean isNew = document == null;
    String previous = version;
    long number = revision + 1;
    boolean keepBase = isNew || baseMissing || number % BASE_EVERY == 0;
    Decided.Entry entry = new Decided.Entry(patch, keepBase ? Json.text(current) : null);
    List<String> changedPaths = MergePatch.changedPaths(isNew ? null : current, request.patch());

    document = next;
    changed = true;
    organizationId = request.organizationId();
    revision = number;
    version =
        TemplateVersion.after(number, previous, request.updateId(), request.digest()).toString();
    baseMissing = false;
    TemplateEvent event =
        TemplateEvent.applied(
            request,
            number,
            version,
            previous,
            changedPaths,
            attempt.endedWith(request.templateId(), Attempt.Outcome.APPLIED),
            timings(request));
    return new Decided(update, event, entry);
  }

  /**
   * A merge adds at most the patch's own length, so the exact length is rarely needed. A legacy
   * template that is too large already may be changed as long as it does not grow.
   */
  private boolean fits(ObjectNode current, ObjectNode next, String patch) {
    long bound = documentLengthBound + patch.length();
    if (bound > attempt.maxDocumentLength()) {
      bound = Json.text(next).length();
      if (bound > attempt.maxDocumentLength() && bound > Json.text(current).length()) {
        return false;
      }
    }
    documentLengthBound = bound;
    return true;
  }

  private Decided refuse(ReceivedUpdate update, Refusal refusal) {
    return new Decided(update, refusal(update, refusal), new Decided.Entry(null, null));
  }

  private TemplateEvent refusal(ReceivedUpdate update, Refusal refusal) {
    UpdateRequest request = update.request();
    return TemplateEvent.refused(
        request,
        refusal.status(),
        refusal.problem(),
        attempt.endedWith(request.templateId(), Attempt.Outcome.REFUSED),
        timings(request));
  }

  private Timings timings(UpdateRequest request) {
    Instant decidedAt = attempt.now();
    return new Timings(request.acceptedAt(), attempt.startedAt(), decidedAt);
  }

  private record Refusal(UpdateStatus status, UpdateProblem problem) {}

  private Refusal notFound(UpdateRequest request) {
    return new Refusal(
        UpdateStatus.REJECTED,
        UpdateProblem.of(
            "TemplateNotFound",
            404,
            "There is no template "
                + request.templateId()
                + ". Create it with POST /api/templates.",
            null));
  }

  private Refusal alreadyExists(UpdateRequest request) {
    return new Refusal(
        UpdateStatus.CONFLICT,
        UpdateProblem.of(
            "TemplateAlreadyExists",
            409,
            "The id "
                + request.templateId()
                + " is taken. Leave out \"id\" to get a new one, or PATCH the existing template.",
            null));
  }

  private Refusal versionConflict(Precondition precondition) {
    return new Refusal(
        UpdateStatus.CONFLICT,
        UpdateProblem.of(
            "VersionConflictError",
            precondition.source().missStatus(),
            "The template is at version "
                + version
                + ", the update wants "
                + String.join(" or ", precondition.versions())
                + ". Nothing was written. Read the template again, apply your change to it and send"
                + " it with the current version.",
            version));
  }

  private static Refusal keyReused(UpdateRequest request) {
    return new Refusal(
        UpdateStatus.REJECTED,
        UpdateProblem.of(
            "IdempotencyKeyReused",
            422,
            "The key "
                + request.updateId()
                + " belongs to another request. Use a new Idempotency-Key for a new change.",
            null));
  }

  private Refusal tooLarge() {
    return new Refusal(
        UpdateStatus.REJECTED,
        UpdateProblem.of(
            "TemplateTooLarge",
            413,
            "The template would grow beyond "
                + attempt.maxDocumentLength()
                + " characters of JSON. Remove something first, or split it in two.",
            version));
  }
}
