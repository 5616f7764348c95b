package dev.fieldsync.gateway.campaign;

import dev.fieldsync.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where pages end, as the text that the next request brings back. */
public final class PageCursor {

  private static final int MAX_LENGTH = 1_000;
  private static final Pattern MOMENT = Pattern.compile("([0-9]{1,16})\\.(.{1,100})");

  private PageCursor() {}

  /**
   * A moment and what tells those of the same moment apart.
   *
   * @param at exact to the microsecond, as PostgreSQL is
   */
  public record Moment(Instant at, String key) {

    String text() {
      return ChronoUnit.MICROS.between(Instant.EPOCH, at) + "." + key;
    }
  }

  /**
   * Returns a cursor.
   *
   * @param kind of which list; another list's cursor is refused
   */
  public static String text(String kind, String place) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((kind + ":" + place).getBytes(StandardCharsets.UTF_8));
  }

  /** Returns a cursor of a list that is ordered by time. */
  public static String text(String kind, Moment place) {
    return text(kind, place.text());
  }

  /**
   * Returns the place that a cursor of this kind of list stands for.
   *
   * @throws ProblemException 400 when it is none
   */
  public static String place(String kind, String cursor) {
    if (cursor.length() > MAX_LENGTH) {
      throw bad(null);
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      if (text.startsWith(kind + ":") && text.indexOf('\0') < 0) {
        return text.substring(kind.length() + 1);
      }
    } catch (IllegalArgumentException e) {
      throw bad(e);
    }
    throw bad(null);
  }

  /**
   * Returns the place in a list that is ordered by time.
   *
   * @throws ProblemException 400 when it is none
   */
  public static Moment moment(String kind, String cursor) {
    Matcher parts = MOMENT.matcher(place(kind, cursor));
    if (!parts.matches()) {
      throw bad(null);
    }
    long micros = Long.parseLong(parts.group(1));
    return new Moment(Instant.EPOCH.plus(micros, ChronoUnit.MICROS), parts.group(2));
  }

  /**
   * Returns the job id that a cursor ends with.
   *
   * @throws ProblemException 400 when it is none
   */
  public static long jobId(String text) {
    return JobIds.parse(text).orElseThrow(() -> bad(null));
  }

  /** Returns the place of a value, which is empty for one that is none of ours. */
  public static <T> T required(Optional<T> value) {
    return value.orElseThrow(() -> bad(null));
  }

  private static ProblemException bad(@Nullable IllegalArgumentException cause) {
    ProblemException problem =
        ProblemException.invalid(
            "cursor",
            "is not one of ours",
            "The parameter cursor must be the nextCursor of the page before, of the same list.");
    problem.initCause(cause);
    return problem;
  }
}
