package dev.fieldsync.gateway.template;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code Cache-Control: max-stale=<seconds>} of a request, RFC 9111 section 5.2.1.2. What is
 * malformed, or has no number, is as if it were not there: the answer is then a current one.
 */
final class MaxStale {

  private static final Pattern DIRECTIVE =
      Pattern.compile("\\s*max-stale\\s*=\\s*\"?([0-9]{1,18})\"?\\s*");
  private static final Pattern CURRENT = Pattern.compile("\\s*(no-cache|no-store)\\b.*");

  /** A day; longer than anything stays here unchecked. */
  private static final long MAX_SECONDS = 86_400;

  private MaxStale() {}

  /** Returns how old an answer may be; zero when it has to be current. */
  static Duration of(@Nullable String cacheControl) {
    if (cacheControl == null) {
      return Duration.ZERO;
    }
    Duration tolerated = Duration.ZERO;
    for (String directive : cacheControl.toLowerCase(Locale.ROOT).split(",", -1)) {
      if (CURRENT.matcher(directive).matches()) {
        return Duration.ZERO;
      }
      Matcher maxStale = DIRECTIVE.matcher(directive);
      if (maxStale.matches()) {
        tolerated = Duration.ofSeconds(Math.min(Long.parseLong(maxStale.group(1)), MAX_SECONDS));
      }
    }
    return tolerated;
  }
}
