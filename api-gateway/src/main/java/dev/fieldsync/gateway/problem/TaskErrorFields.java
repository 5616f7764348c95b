package dev.fieldsync.gateway.problem;

import java.time.Clock;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/**
 * What problems of tasks carry besides: {@code error}, {@code timestamp} and {@code path}, which
 * clients of tasks have always read. Thread-safe.
 */
@Component
class TaskErrorFields {

  private final Clock clock;

  TaskErrorFields(Clock clock) {
    this.clock = clock;
  }

  /** Adds the fields when the path is one of tasks. */
  void maybeAdd(ProblemDetail problem, String path) {
    if (path.startsWith("/api/tasks") || path.startsWith("/api/sync")) {
      problem.setProperty("error", problem.getDetail());
      problem.setProperty("timestamp", clock.instant());
      problem.setProperty("path", path);
    }
  }
}
