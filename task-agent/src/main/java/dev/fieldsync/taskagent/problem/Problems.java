package dev.fieldsync.taskagent.problem;

import java.net.URI;
import java.time.Instant;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Builds what every error answers: a problem with {@code error, timestamp, path} besides. */
final class Problems {

  static final String NOTHING_HERE = "There is nothing at this path.";

  static final String TYPE_PREFIX = "urn:fieldsync:problem:";

  private Problems() {}

  static ProblemDetail of(
      HttpStatusCode status, String title, String text, String path, Instant at) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, text);
    problem.setType(URI.create(TYPE_PREFIX + title));
    problem.setTitle(title);
    problem.setProperty("error", text);
    problem.setProperty("timestamp", at);
    problem.setProperty("path", path);
    return problem;
  }

  /** Returns the name of an error that was found by what lies below the agent. */
  static String title(HttpStatusCode status) {
    HttpStatus known = HttpStatus.resolve(status.value());
    if (known == null) {
      return status.is5xxServerError() ? "InternalError" : "ValidationError";
    }
    return switch (known) {
      case BAD_REQUEST -> "ValidationError";
      case CONTENT_TOO_LARGE -> "PayloadTooLarge";
      case INTERNAL_SERVER_ERROR -> "InternalError";
      case NOT_IMPLEMENTED, HTTP_VERSION_NOT_SUPPORTED -> "NotSupported";
      default -> known.getReasonPhrase().replace(" ", "");
    };
  }
}
