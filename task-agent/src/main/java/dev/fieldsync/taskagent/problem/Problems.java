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
    if (status.value() == 400 || known == null) {
      return "ValidationError";
    }
    return known == HttpStatus.INTERNAL_SERVER_ERROR
        ? "InternalError"
        : known.getReasonPhrase().replace(" ", "");
  }
}
