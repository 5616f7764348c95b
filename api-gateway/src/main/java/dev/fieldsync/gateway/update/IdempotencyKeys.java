package dev.fieldsync.gateway.update;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the header {@code Idempotency-Key}, which becomes the id of what is asked for. */
public final class IdempotencyKeys {

  private static final String HEADER = "Idempotency-Key";

  private IdempotencyKeys() {}

  /**
   * Reads the key of a request.
   *
   * @throws ProblemException when it is there and no UUID
   */
  public static Optional<UUID> of(HttpServletRequest request) {
    List<String> keys = Collections.list(request.getHeaders(HEADER));
    if (keys.isEmpty()) {
      return Optional.empty();
    }
    String key = String.join(",", keys);
    // Some clients quote it, as the IETF draft of the header has it.
    return Optional.of(
        TemplateIds.parse(key.strip().replaceAll("^\"|\"$", ""))
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        HEADER,
                        "must be a UUID",
                        "The header Idempotency-Key must be a UUID, a new one for each change.")));
  }
}
