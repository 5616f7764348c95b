package dev.fieldsync.gateway.deadletter;

import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.gateway.template.TemplateIds;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ends; the next one has what is older.
 *
 * @param receivedAt of the last dead letter on the page, exact to the microsecond as PostgreSQL is
 * @param id tells those of the same moment apart
 */
record DeadLetterCursor(Instant receivedAt, UUID id) {

  /** Newer than every dead letter. */
  static final DeadLetterCursor START =
      new DeadLetterCursor(Instant.parse("9999-01-01T00:00:00Z"), new UUID(-1, -1));

  private static final Pattern FORM = Pattern.compile("([0-9]{1,16})\\.([0-9a-f-]{36})");

  static DeadLetterCursor after(DeadLetterSummary last) {
    return new DeadLetterCursor(last.receivedAt(), last.deadLetterId());
  }

  /**
   * Reads a cursor.
   *
   * @throws ProblemException 400 when it is not one of ours
   */
  static DeadLetterCursor of(String text) {
    try {
      Matcher parts =
          FORM.matcher(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII));
      if (parts.matches()) {
        Instant receivedAt = Instant.EPOCH.plus(Long.parseLong(parts.group(1)), ChronoUnit.MICROS);
        UUID id = TemplateIds.parse(parts.group(2)).orElseThrow(() -> bad(null));
        return new DeadLetterCursor(receivedAt, id);
      }
    } catch (IllegalArgumentException e) {
      throw bad(e);
    }
    throw bad(null);
  }

  /** Returns the text that the next request brings back. */
  String text() {
    String text = ChronoUnit.MICROS.between(Instant.EPOCH, receivedAt) + "." + id;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static ProblemException bad(@Nullable IllegalArgumentException cause) {
    ProblemException problem =
        ProblemException.invalid(
            "cursor",
            "is not one of ours",
            "The parameter cursor must be the nextCursor of the page before.");
    problem.initCause(cause);
    return problem;
  }
}
