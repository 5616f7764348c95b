package dev.fieldsync.taskagent.problem;

import java.util.List;
import org.springframework.http.HttpStatus;

/** A request that gets an error answer; everything in it is meant for its sender. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String title;
  private final transient List<Violation> errors;

  private ProblemException(HttpStatus status, String title, String detail, List<Violation> errors) {
    super(detail);
    this.status = status;
    this.title = title;
    this.errors = errors;
  }

  /** Makes a problem with a stable name and what its sender can do. */
  public static ProblemException of(HttpStatus status, String title, String detail) {
    return new ProblemException(status, title, detail, List.of());
  }

  /** Makes a 400 that names the fields. */
  public static ProblemException invalid(List<Violation> errors) {
    Violation first = errors.get(0);
    String what = first.path().isEmpty() ? "The body" : first.path().substring(1);
    String detail = what + " " + first.message() + ".";
    return new ProblemException(HttpStatus.BAD_REQUEST, "ValidationError", detail, errors);
  }

  /** Makes a 404. */
  public static ProblemException taskNotFound(String id) {
    String shown = id.length() > 100 ? id.substring(0, 100) + "..." : id;
    return of(
        HttpStatus.NOT_FOUND,
        "TaskNotFound",
        "There is no task \"" + shown + "\" on this device. GET /api/tasks lists them.");
  }

  HttpStatus status() {
    return status;
  }

  String title() {
    return title;
  }

  List<Violation> errors() {
    return errors;
  }
}
