package dev.fieldsync.gateway.template;

import dev.fieldsync.gateway.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/** Template ids as they come in. */
public final class TemplateIds {

  /** Sorts before every template. */
  static final UUID LOWEST = new UUID(0, 0);

  private static final String FORM = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  private TemplateIds() {}

  /** Reads an id; {@link UUID#fromString} alone would also take shortened ones. */
  public static Optional<UUID> parse(String text) {
    return isId(text) ? Optional.of(UUID.fromString(text)) : Optional.empty();
  }

  private static boolean isId(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (FORM.charAt(i) == '-' ? c != '-' : !HexFormat.isHexDigit(c)) {
        return false;
      }
    }
    return true;
  }

  /** Returns the answer to an id that names no template of the caller's organization. */
  public static ProblemException notFound(String id) {
    String shown = id.length() > 100 ? id.substring(0, 100) + "..." : id;
    return ProblemException.of(
        HttpStatus.NOT_FOUND,
        "TemplateNotFound",
        parse(id).isPresent()
            ? "There is no template " + shown + ". GET /api/templates lists yours."
            : "There is no template \""
                + shown
                + "\": template ids are UUIDs. GET /api/templates"
                + " lists yours.");
  }

  static String cursorAfter(UUID id) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(id.toString().getBytes(StandardCharsets.US_ASCII));
  }

  static UUID fromCursor(String cursor) {
    try {
      String id = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      return parse(id).orElseThrow(() -> badCursor(null));
    } catch (IllegalArgumentException e) {
      throw badCursor(e);
    }
  }

  private static ProblemException badCursor(@Nullable IllegalArgumentException cause) {
    ProblemException problem =
        ProblemException.invalid(
            "cursor",
            "is not one of ours",
            "The parameter cursor must be the nextCursor of the page before.");
    problem.initCause(cause);
    return problem;
  }
}
