package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.problem.ProblemException;
import java.util.Map;
import org.springframework.http.HttpStatus;

/** What can be wrong with a request about a dead letter. */
final class DeadLetterProblems {

  private DeadLetterProblems() {}

  static ProblemException notFound(String id) {
    String shown = id.length() > 100 ? id.substring(0, 100) + "..." : id;
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "DeadLetterNotFound",
        "There is no dead letter " + shown + ". GET /api/dead-letters lists those that you see.");
  }

  static ProblemException dropped(DeadLetterSummary letter) {
    return ProblemException.of(
            HttpStatus.CONFLICT,
            "DeadLetterDropped",
            "%s dropped this dead letter at %s: %s"
                .formatted(letter.decidedBy(), letter.decidedAt(), letter.decidedReason()))
        .with(Map.of("deadLetterId", letter.deadLetterId()));
  }

  static ProblemException replayed(DeadLetterSummary letter) {
    return ProblemException.of(
            HttpStatus.CONFLICT,
            "DeadLetterReplayed",
            "%s replayed this dead letter at %s, so it cannot be dropped."
                .formatted(letter.decidedBy(), letter.decidedAt()))
        .with(Map.of("deadLetterId", letter.deadLetterId()));
  }

  static ProblemException notPublished(DeadLetter letter) {
    return ProblemException.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "QueueUnavailable",
            "Kafka did not take the record in time. Replay the dead letter again; it will not be"
                + " applied twice.")
        .with(Map.of("deadLetterId", letter.id()));
  }
}
