package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.merge.PatchFailedException;
import dev.fieldsync.shared.template.Violation;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a request is not applied, in words for its sender. Nothing was written then.
 *
 * @param status how the update ends
 * @param problem what its sender is told
 */
record Refusal(UpdateStatus status, UpdateProblem problem) {

  private static final String SEND_AGAIN =
      " Nothing was written. Read the template again, apply your change to it and send it with the"
          + " current version.";

  static Refusal notFound(UpdateRequest request) {
    return rejected(
        "TemplateNotFound",
        404,
        "There is no template " + request.templateId() + ". Create it with POST /api/templates.",
        null);
  }

  static Refusal alreadyExists(UpdateRequest request) {
    return conflict(
        "TemplateAlreadyExists",
        409,
        "The id "
            + request.templateId()
            + " is taken. Leave out \"id\" to get a new one, or PATCH the existing template.",
        null);
  }

  static Refusal versionConflict(Precondition precondition, @Nullable String current) {
    return conflict(
        "VersionConflictError",
        precondition.source().missStatus(),
        "The template is at version "
            + current
            + ", the update wants "
            + String.join(" or ", precondition.versions())
            + "."
            + SEND_AGAIN,
        current);
  }

  static Refusal baseVersionUnknown(String base, @Nullable String current) {
    return conflict(
        "BaseVersionUnknown",
        409,
        "The history does not reach the version "
            + base
            + " that the change was made on, so it cannot be merged. The template is at version "
            + current
            + "."
            + SEND_AGAIN,
        current);
  }

  static Refusal versionNotFound(String version, @Nullable String current) {
    return rejected(
        "VersionNotFound",
        404,
        "The history has no version "
            + version
            + " of this template to go back to. GET its history to see those that there are.",
        current);
  }

  static Refusal patchFailed(PatchFailedException failure, @Nullable String current) {
    String path = "/" + failure.index();
    return new Refusal(
        UpdateStatus.CONFLICT,
        new UpdateProblem(
            failure.testFailed() ? "PatchTestFailed" : "PatchFailed",
            409,
            "Operation "
                + failure.index()
                + " ("
                + failure.operation().kind().code()
                + ") of the JSON Patch does not hold for version "
                + current
                + ": "
                + failure.getMessage()
                + ". Nothing was written, the other operations neither. Read the template again and"
                + " send a patch that fits it.",
            List.of(new Violation(path, String.valueOf(failure.getMessage()))),
            current));
  }

  static Refusal invalidResult(List<Violation> violations, @Nullable String current) {
    Violation first = violations.get(0);
    return new Refusal(
        UpdateStatus.REJECTED,
        new UpdateProblem(
            "ValidationError",
            400,
            "With the JSON Patch applied, "
                + first.path()
                + " "
                + first.message()
                + "."
                + (violations.size() > 1 ? " There is more, see errors." : "")
                + " Nothing was written.",
            violations,
            current));
  }

  static Refusal keyReused(UpdateRequest request) {
    return rejected(
        "IdempotencyKeyReused",
        422,
        "The key "
            + request.updateId()
            + " belongs to another request. Use a new Idempotency-Key for a new change.",
        null);
  }

  static Refusal tooLarge(long maxLength, @Nullable String current) {
    return rejected(
        "TemplateTooLarge",
        413,
        "The template would grow beyond "
            + maxLength
            + " characters of JSON, or be nested too deep. Remove something first, or split it in"
            + " two.",
        current);
  }

  private static Refusal conflict(
      String title, int status, String detail, @Nullable String current) {
    return new Refusal(UpdateStatus.CONFLICT, UpdateProblem.of(title, status, detail, current));
  }

  private static Refusal rejected(
      String title, int status, String detail, @Nullable String current) {
    return new Refusal(UpdateStatus.REJECTED, UpdateProblem.of(title, status, detail, current));
  }
}
