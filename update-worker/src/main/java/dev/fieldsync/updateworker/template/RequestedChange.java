package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.history.PatchFormat;
import dev.fieldsync.shared.merge.Conflict;
import dev.fieldsync.shared.merge.JsonDiff;
import dev.fieldsync.shared.merge.JsonPatch;
import dev.fieldsync.shared.merge.MergePatch;
import dev.fieldsync.shared.merge.PatchFailedException;
import dev.fieldsync.shared.merge.ThreeWayMerge;
import dev.fieldsync.shared.template.TemplateField;
import dev.fieldsync.shared.template.TemplateShape;
import dev.fieldsync.shared.template.Violation;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.UpdateRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a request makes of a template, by its mode: a merge patch over what is stored, RFC 6902
 * operations on it, an earlier version, or, with a base version, the three-way merge of one of
 * these. A pure function.
 */
final class RequestedChange {

  private final Stored stored;
  private final UpdateRequest request;
  private final Surroundings surroundings;

  private RequestedChange(Stored stored, UpdateRequest request, Surroundings surroundings) {
    this.stored = stored;
    this.request = request;
    this.surroundings = surroundings;
  }

  /**
   * What else a change may depend on.
   *
   * @param documentAt the template's document as of a version that the request names, {@code null}
   *     when the history does not reach it
   * @param backgroundSince what the background processor wrote since such a version
   * @param maxLength how many characters of JSON a document may have
   */
  record Surroundings(
      Function<String, @Nullable ObjectNode> documentAt,
      Function<String, BackgroundWrites> backgroundSince,
      long maxLength) {}

  /**
   * What is stored at this moment.
   *
   * @param document the writable fields
   * @param version the version, {@code null} in a legacy row without one
   */
  record Stored(ObjectNode document, @Nullable String version) {}

  /**
   * The template after the change.
   *
   * @param document the document
   * @param patch what leads there, as the history keeps it
   * @param format how to read the patch
   * @param changedPaths JSON Pointers of what changed
   * @param conflicts what both sides had changed
   */
  record Changed(
      ObjectNode document,
      JsonNode patch,
      PatchFormat format,
      List<String> changedPaths,
      List<Conflict> conflicts) {}

  /**
   * Works out what a request makes of a stored template.
   *
   * @throws RefusedException when the request does not fit what is stored
   */
  static Changed of(Stored stored, UpdateRequest request, Surroundings surroundings) {
    RequestedChange change = new RequestedChange(stored, request, surroundings);
    String baseVersion = request.baseVersion();
    if (baseVersion != null) {
      return change.mergedFrom(baseVersion);
    }
    return switch (request.operation()) {
      case CREATE, MERGE -> change.merged();
      case JSON_PATCH, ROLLBACK -> change.changedTo(change.proposal(stored), List.of());
    };
  }

  /** The history keeps a merge patch as it came; that spares the comparison of two documents. */
  private Changed merged() {
    ObjectNode before = request.operation() == Operation.CREATE ? null : stored.document();
    return new Changed(
        (ObjectNode) MergePatch.apply(before, request.patch()),
        request.patch(),
        PatchFormat.MERGE_PATCH,
        MergePatch.changedPaths(before, request.patch()),
        List.of());
  }

  private Changed mergedFrom(String baseVersion) {
    ObjectNode base = surroundings.documentAt().apply(baseVersion);
    if (base == null) {
      throw new RefusedException(Refusal.baseVersionUnknown(baseVersion, stored.version()));
    }
    ObjectNode yours = proposal(new Stored(base, baseVersion));
    BackgroundWrites background = surroundings.backgroundSince().apply(baseVersion);
    ThreeWayMerge.Result merged =
        ThreeWayMerge.merge(
            background.carriedInto(base, base, stored.document()),
            stored.document(),
            background.carriedInto(yours, base, stored.document()));
    return changedTo((ObjectNode) merged.document(), merged.conflicts());
  }

  private Changed changedTo(ObjectNode document, List<Conflict> conflicts) {
    requireBounded(document);
    ArrayNode difference = JsonDiff.between(stored.document(), document);
    return new Changed(
        document, difference, PatchFormat.JSON_PATCH, JsonDiff.changedPaths(difference), conflicts);
  }

  /** Returns what the sender wants the document to be, given what he had before him. */
  private ObjectNode proposal(Stored seen) {
    return switch (request.operation()) {
      case CREATE, MERGE -> (ObjectNode) MergePatch.apply(seen.document(), request.patch());
      case JSON_PATCH -> patched(seen);
      case ROLLBACK -> earlier();
    };
  }

  private ObjectNode patched(Stored seen) {
    JsonNode view =
        PatchView.of(
            request.templateId(), request.organizationId(), seen.version(), seen.document());
    ObjectNode document;
    try {
      document = PatchView.document(JsonPatch.parse(request.patch()).apply(view));
    } catch (PatchFailedException e) {
      throw new RefusedException(Refusal.patchFailed(e, seen.version()));
    }
    requireBounded(document);
    List<Violation> violations = TemplateShape.checkPatched(seen.document(), document);
    if (!violations.isEmpty()) {
      throw new RefusedException(Refusal.invalidResult(violations, stored.version()));
    }
    return document;
  }

  private ObjectNode earlier() {
    String version = request.patch().path(UpdateRequest.TO_VERSION).asString("");
    ObjectNode document = surroundings.documentAt().apply(version);
    if (document == null) {
      throw new RefusedException(Refusal.versionNotFound(version, stored.version()));
    }
    return withRequiredFields(document);
  }

  /** A template that was created without these has them empty, which its history does not say. */
  private static ObjectNode withRequiredFields(ObjectNode document) {
    ObjectNode complete = document.objectNode();
    complete.putArray(TemplateField.SECTIONS.key());
    complete.putObject(TemplateField.FIELD_DEFINITIONS.key());
    complete.setAll(document);
    return complete;
  }

  /**
   * Operations that copy can double a document again and again; it must not be written out then.
   */
  private void requireBounded(ObjectNode document) {
    if (!DocumentBounds.keeps(document, surroundings.maxLength())) {
      throw new RefusedException(Refusal.tooLarge(surroundings.maxLength(), stored.version()));
    }
  }

  /** The request does not fit what is stored. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Refusal refusal;

    RefusedException(Refusal refusal) {
      super(refusal.problem().detail());
      this.refusal = refusal;
    }

    Refusal refusal() {
      return refusal;
    }
  }
}
