package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what comes with an action on a dead letter; a field that means nothing is a mistake. */
@Component
class ActionBody {

  private static final String REASON = "reason";
  private static final int MAX_REASON_LENGTH = 1_000;
  private static final DataSize MAX_BODY = DataSize.ofKilobytes(64);

  /** Returns the reason in {@code {"reason": "..."}}. */
  String reason(HttpServletRequest request) throws IOException {
    ObjectNode body = RequestBody.object(request, MAX_BODY);
    RequestBody.requireOnly(List.of(REASON), body);
    JsonNode reason = body.path(REASON);
    if (!reason.isString()
        || reason.stringValue().isBlank()
        || reason.stringValue().codePoints().count() > MAX_REASON_LENGTH) {
      throw ProblemException.invalid(
          "/reason",
          "must be text of 1 to " + MAX_REASON_LENGTH + " characters",
          "Say why the dead letter is dropped, in at most %d characters: {\"reason\": \"...\"}."
              .formatted(MAX_REASON_LENGTH));
    }
    return reason.stringValue();
  }

  /** Accepts no body, and an empty object. */
  void requireEmpty(HttpServletRequest request) throws IOException {
    RequestBody.onlyWith(List.of(), request, MAX_BODY);
  }
}
