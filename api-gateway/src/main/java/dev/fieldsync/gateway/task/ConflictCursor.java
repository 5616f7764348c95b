package dev.fieldsync.gateway.task;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of conflicts ended. Opaque to its reader.
 *
 * @param decidedAt time of the last conflict
 * @param operationId and its operation
 */
record ConflictCursor(OffsetDateTime decidedAt, UUID operationId) {

  /** Before the newest. */
  static final ConflictCursor NEWEST =
      new ConflictCursor(OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), new UUID(0, 0));

  /**
   * Reads what a caller sends back.
   *
   * @throws ProblemException when it is not one of ours
   */
  static ConflictCursor parse(String text) {
    int split = text.indexOf('_');
    try {
      if (split > 0) {
        OffsetDateTime decidedAt = OffsetDateTime.parse(text.substring(0, split));
        return TemplateIds.parse(text.substring(split + 1))
            .map(id -> new ConflictCursor(decidedAt, id))
            .orElseThrow(() -> unknown(null));
      }
    } catch (DateTimeException e) {
      throw unknown(e);
    }
    throw unknown(null);
  }

  String text() {
    return decidedAt.toInstant() + "_" + operationId;
  }

  private static ProblemException unknown(@Nullable Throwable cause) {
    ProblemException problem =
        ProblemException.invalid(
            "cursor",
            "is not one of ours",
            "The parameter cursor must be the nextCursor of the page before.");
    problem.initCause(cause);
    return problem;
  }
}
