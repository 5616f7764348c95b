package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.problem.ProblemException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpStatus;

/** Errors of tasks. */
final class TaskProblems {

  private static final int MAX_SHOWN = 100;

  private TaskProblems() {}

  static ProblemException notFound(String id) {
    String shown = id.length() > MAX_SHOWN ? id.substring(0, MAX_SHOWN) + "..." : id;
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "TaskNotFound",
        "There is no task \"" + shown + "\". GET /api/tasks lists yours.");
  }

  static ProblemException undecided(UUID operationId) {
    return ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "OperationPending",
            "The change could not be applied in time; it may still be. Send it again with the header"
                + " Idempotency-Key: "
                + operationId
                + "; it will not be applied twice.")
        .with(Map.of("operationId", operationId));
  }
}
