package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.template.TemplateVersion;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import dev.fieldsync.shared.update.UpdateRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Folds the requests of one template into it, in order, in memory: many requests become one row
 * write and still get one version and one history entry each. Touches nothing outside itself.
 */
final class TemplateFold {

  private final UUID templateId;
  private final @Nullable CurrentTemplate before;
  private final UpdateAttempt attempt;
  private final KnownHistory history;
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
   * @param history what the history says; the fold adds what it decides
   */
  TemplateFold(
      UUID templateId,
      @Nullable CurrentTemplate before,
      KnownHistory history,
      UpdateAttempt attempt) {
    this.templateId = templateId;
    this.before = before;
    this.attempt = attempt;
    this.history = history;
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
  @Nullable CurrentTemplate before() {
    return before;
  }

  /** Returns the document to be written, or {@code null} when nothing was applied. */
  @Nullable ObjectNode changedDocument() {
    return changed ? document : null;
  }

  /**
   * Returns what the row holds once the fold is written, empty when nothing was applied.
   *
   * @param rowVersion the row's {@code xmin} then
   */
  Optional<CurrentTemplate.Content> changedContent(String rowVersion) {
    return changed && document != null && version != null
        ? Optional.of(
            new CurrentTemplate.Content(document, documentLengthBound, version, rowVersion))
        : Optional.empty();
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
    TemplateEvent earlier = history.decided().get(request.updateId());
    Decided decided;
    if (earlier == null) {
      decided = decide(update);
      history.decided().put(request.updateId(), decided.event());
    } else if (earlier.digest().equals(request.digest())) {
      decided = new Decided(update, earlier, null);
    } else {
      decided = new Decided(update, refusal(update, Refusal.keyReused(request)), null);
    }
    decisions.add(decided);
  }

  private Decided decide(ReceivedUpdate update) {
    UpdateRequest request = update.request();
    boolean visible = document != null && request.organizationId().equals(organizationId);
    if (request.operation() == Operation.CREATE) {
      return document == null
          ? apply(update, JsonNodeFactory.instance.objectNode())
          : refuse(update, Refusal.alreadyExists(request));
    }
    if (document == null || !visible) {
      return refuse(update, Refusal.notFound(request));
    }
    Precondition precondition = request.precondition();
    if (precondition != null && !holds(precondition)) {
      return refuse(update, Refusal.versionConflict(precondition, version));
    }
    return apply(update, document);
  }

  /** A version that the background processor alone has moved on from counts as the current one. */
  private boolean holds(Precondition precondition) {
    return precondition.holdsFor(version)
        || (!changed && history.sinceUser(templateId).stream().anyMatch(precondition::holdsFor));
  }

  private Decided apply(ReceivedUpdate update, ObjectNode current) {
    UpdateRequest request = update.request();
    RequestedChange.Changed change;
    try {
      change =
          RequestedChange.of(
              new RequestedChange.Stored(current, version),
              request,
              new RequestedChange.Surroundings(
                  this::documentAt,
                  wanted -> history.backgroundSince(templateId, wanted),
                  Math.max(attempt.maxDocumentLength(), documentLengthBound)));
    } catch (RequestedChange.RefusedException e) {
      return refuse(update, e.refusal());
    }
    String patch = Json.text(change.patch());
    if (!fits(current, change.document(), patch)) {
      return refuse(update, Refusal.tooLarge(attempt.maxDocumentLength(), version));
    }
    String previous = version;
    revision++;
    Decided.Base base = base(current);
    document = change.document();
    changed = true;
    organizationId = request.organizationId();
    version =
        TemplateVersion.after(revision, previous, request.updateId(), request.digest()).toString();
    baseMissing = false;
    TemplateEvent event =
        TemplateEvent.applied(
            request,
            new TemplateEvent.Step(revision, version, previous),
            change.changedPaths(),
            change.conflicts(),
            attempt.endedWith(request.templateId(), Attempt.Outcome.APPLIED),
            timings(update));
    return new Decided(
        update, event, new Decided.Entry(new Decided.Step(patch, change.format(), base)));
  }

  /** A version that the fold began with needs no history. */
  private @Nullable ObjectNode documentAt(String wanted) {
    return before != null && wanted.equals(before.version())
        ? before.document()
        : history.documentAt(templateId, wanted);
  }

  private Decided.@Nullable Base base(ObjectNode current) {
    boolean foreign = baseMissing && before != null;
    return document == null || baseMissing || revision % attempt.snapshotEvery() == 0
        ? new Decided.Base(
            Json.text(current),
            foreign && before != null ? before.updatedAt() : null,
            foreign && before != null ? before.lastUserUpdate() : null)
        : null;
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
    return new Decided(update, refusal(update, refusal), Decided.Entry.REFUSED);
  }

  private TemplateEvent refusal(ReceivedUpdate update, Refusal refusal) {
    UpdateRequest request = update.request();
    return TemplateEvent.refused(
        request,
        refusal.status(),
        refusal.problem(),
        attempt.endedWith(request.templateId(), Attempt.Outcome.REFUSED),
        timings(update));
  }

  private Timings timings(ReceivedUpdate update) {
    return update.timings(attempt.startedAt(), attempt.now());
  }
}
