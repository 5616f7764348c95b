package dev.fieldsync.campaignworker.provider;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When to come back: {@code Retry-After} in seconds or as a date (RFC 9110, 10.2.3), else {@code
 * X-RateLimit-Reset} in seconds since 1970, or from now where a provider counts so. Kept between
 * 100 ms, lest we turn in circles, and a day, lest a wrong clock holds us for ever.
 */
final class RetryAfter {

  private static final Duration SHORTEST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofDays(1);

  /** No provider asks to wait so many seconds: it is a date. */
  private static final long EPOCH_FROM = 1_000_000_000L;

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

  private RetryAfter() {}

  static Optional<Duration> of(HttpHeaders headers, Clock clock) {
    return headers
        .firstValue("Retry-After")
        .flatMap(text -> retryAfter(text.strip(), clock.instant()))
        .or(
            () ->
                headers
                    .firstValue("X-RateLimit-Reset")
                    .flatMap(text -> reset(text.strip(), clock.instant())))
        .map(RetryAfter::bounded);
  }

  private static Optional<Duration> retryAfter(String text, Instant now) {
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant date = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
      return Optional.of(Duration.between(now, date));
    } catch (DateTimeException e) {
      // Not a form that RFC 9110 lets anybody send; the next header may say it.
      return Optional.empty();
    }
  }

  private static Optional<Duration> reset(String text, Instant now) {
    if (!SECONDS.matcher(text).matches()) {
      return Optional.empty();
    }
    long seconds = Long.parseLong(text);
    return Optional.of(
        seconds < EPOCH_FROM
            ? Duration.ofSeconds(seconds)
            : Duration.between(now, Instant.ofEpochSecond(seconds)));
  }

  private static Duration bounded(Duration wait) {
    if (wait.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
