package dev.fieldsync.gateway.problem;

import java.net.URI;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;

/** Builds problem documents. */
final class Problems {

  static final String TYPE_PREFIX = "urn:fieldsync:problem:";

  private Problems() {}

  static ProblemDetail of(HttpStatusCode status, String title, String detail) {
    ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
    problem.setType(URI.create(TYPE_PREFIX + title));
    problem.setTitle(title);
    return problem;
  }

  static ProblemDetail of(ProblemException e) {
    ProblemDetail problem = of(e.status(), e.title(), String.valueOf(e.getMessage()));
    if (!e.errors().isEmpty()) {
      problem.setProperty("errors", e.errors());
    }
    e.extensions().forEach(problem::setProperty);
    return problem;
  }
}
