package dev.fieldsync.gateway.processing;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.update.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads what comes with a request here; a field that means nothing is a mistake. */
final class ProcessingBodies {

  private static final DataSize MAX_BODY = DataSize.ofKilobytes(64);

  private static final String REASON = "reason";
  private static final String TEMPLATES_PER_SECOND = "templatesPerSecond";
  private static final String ADOPT = "adopt";
  private static final int MAX_REASON_LENGTH = 1_000;
  private static final int DEFAULT_RATE = 500;
  private static final int MAX_RATE = 10_000;

  private ProcessingBodies() {}

  /**
   * How a backfill is to run.
   *
   * @param templatesPerSecond 1 to 10,000
   * @param adopt whether derived keys of templates that were never processed here are replaced
   */
  record BackfillWish(int templatesPerSecond, boolean adopt) {}

  /** Accepts no body, and an empty object. */
  static void requireEmpty(HttpServletRequest request) throws IOException {
    RequestBody.onlyWith(List.of(), request, MAX_BODY);
  }

  /** Returns the reason in {@code {"reason": "..."}}, if there is one. */
  static @Nullable String reason(HttpServletRequest request) throws IOException {
    JsonNode reason = RequestBody.onlyWith(List.of(REASON), request, MAX_BODY).get(REASON);
    if (reason == null) {
      return null;
    }
    if (!reason.isString()
        || reason.stringValue().isBlank()
        || reason.stringValue().codePoints().count() > MAX_REASON_LENGTH) {
      throw ProblemException.invalid(
          "/" + REASON,
          "must be text of 1 to " + MAX_REASON_LENGTH + " characters",
          "Say why in at most %d characters, {\"reason\": \"...\"}, or leave it out."
              .formatted(MAX_REASON_LENGTH));
    }
    return reason.stringValue();
  }

  static BackfillWish backfill(HttpServletRequest request) throws IOException {
    ObjectNode body = RequestBody.onlyWith(List.of(TEMPLATES_PER_SECOND, ADOPT), request, MAX_BODY);
    return new BackfillWish(rate(body.get(TEMPLATES_PER_SECOND)), adopt(body.get(ADOPT)));
  }

  private static int rate(@Nullable JsonNode rate) {
    if (rate == null) {
      return DEFAULT_RATE;
    }
    if (!rate.isIntegralNumber()
        || !rate.canConvertToInt()
        || rate.intValue() < 1
        || rate.intValue() > MAX_RATE) {
      throw ProblemException.invalid(
          "/" + TEMPLATES_PER_SECOND,
          "must be a whole number from 1 to " + MAX_RATE,
          "templatesPerSecond must be a whole number from 1 to %d; left out it is %d."
              .formatted(MAX_RATE, DEFAULT_RATE));
    }
    return rate.intValue();
  }

  private static boolean adopt(@Nullable JsonNode adopt) {
    if (adopt == null) {
      return false;
    }
    if (!adopt.isBoolean()) {
      throw ProblemException.invalid(
          "/" + ADOPT,
          "must be true or false",
          "adopt must be true or false; left out it is false.");
    }
    return adopt.booleanValue();
  }
}
