package dev.fieldsync.shared.update;

import dev.fieldsync.shared.template.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an update was not applied.
 *
 * @param title the stable name of the error, such as {@code VersionConflictError}
 * @param status the HTTP status that says it
 * @param detail what happened and what the sender can do
 * @param errors what is wrong with the request, place by place; often empty
 * @param currentVersion the template's version at that moment, when it matters
 */
public record UpdateProblem(
    String title,
    int status,
    String detail,
    List<Violation> errors,
    @Nullable String currentVersion) {

  /** Makes a problem without places. */
  public static UpdateProblem of(
      String title, int status, String detail, @Nullable String currentVersion) {
    return new UpdateProblem(title, status, detail, List.of(), currentVersion);
  }
}
