package dev.fieldsync.gateway.problem;

import dev.fieldsync.shared.template.Violation;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** A request that gets an error answer; everything in it is meant for its sender. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final HttpStatus status;
  private final String title;
  private final transient List<Violation> errors;
  private final transient Map<String, Object> extensions;

  private ProblemException(
      HttpStatus status,
      String title,
      String detail,
      List<Violation> errors,
      Map<String, Object> extensions) {
    super(detail);
    this.status = status;
    this.title = title;
    this.errors = errors;
    this.extensions = extensions;
  }

  /**
   * Makes a problem.
   *
   * @param title the stable name of the error
   * @param detail what happened and what the sender can do
   */
  public static ProblemException of(HttpStatus status, String title, String detail) {
    return new ProblemException(status, title, detail, List.of(), Map.of());
  }

  /** Makes a 400 that names the places. */
  public static ProblemException invalid(String detail, List<Violation> errors) {
    return new ProblemException(
        HttpStatus.BAD_REQUEST, "ValidationError", detail, errors, Map.of());
  }

  /** Makes a 400 about one place. */
  public static ProblemException invalid(String path, String message, String detail) {
    return invalid(detail, List.of(new Violation(path, message)));
  }

  /** Returns the same problem with further members, such as the current version. */
  public ProblemException with(Map<String, Object> furtherMembers) {
    return new ProblemException(
        status, title, String.valueOf(getMessage()), errors, furtherMembers);
  }

  /** Returns the same problem with places. */
  public ProblemException at(List<Violation> places) {
    return new ProblemException(status, title, String.valueOf(getMessage()), places, extensions);
  }

  /**
   * Returns the same problem of a part of what was sent; places outside of the body stay.
   *
   * @param path JSON Pointer of the part
   */
  public ProblemException in(String path) {
    List<Violation> places =
        errors.isEmpty()
            ? List.of(new Violation(path, title))
            : errors.stream()
                .map(
                    each ->
                        each.path().isEmpty() || each.path().startsWith("/")
                            ? new Violation(path + each.path(), each.message())
                            : each)
                .toList();
    return new ProblemException(status, title, path + ": " + getMessage(), places, extensions);
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

  Map<String, Object> extensions() {
    return extensions;
  }
}
