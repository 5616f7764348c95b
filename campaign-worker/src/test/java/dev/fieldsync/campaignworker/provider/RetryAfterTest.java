package dev.fieldsync.campaignworker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void seconds_are_taken_as_they_are() {
    assertThat(retryAfter("Retry-After", "17")).contains(Duration.ofSeconds(17));
  }

  @Test
  void a_date_is_so_far_away_as_our_clock_says() {
    assertThat(retryAfter("Retry-After", "Sun, 01 Mar 2026 10:00:42 GMT"))
        .contains(Duration.ofSeconds(42));
  }

  @Test
  void a_reset_is_seconds_since_1970() {
    assertThat(retryAfter("X-RateLimit-Reset", Long.toString(NOW.getEpochSecond() + 5)))
        .contains(Duration.ofSeconds(5));
  }

  @Test
  void a_small_reset_is_seconds_from_now() {
    assertThat(retryAfter("X-RateLimit-Reset", "30")).contains(Duration.ofSeconds(30));
  }

  @Test
  void retry_after_goes_before_the_reset() {
    Map<String, List<String>> headers =
        Map.of("Retry-After", List.of("2"), "X-RateLimit-Reset", List.of("30"));
    assertThat(of(headers)).contains(Duration.ofSeconds(2));
  }

  @Test
  void what_has_passed_is_waited_for_shortly_lest_we_turn_in_circles() {
    assertThat(retryAfter("Retry-After", "Sun, 01 Mar 2026 09:00:00 GMT"))
        .contains(Duration.ofMillis(100));
    assertThat(retryAfter("Retry-After", "0")).contains(Duration.ofMillis(100));
  }

  @Test
  void nobody_holds_us_longer_than_a_day() {
    assertThat(retryAfter("Retry-After", "999999999999")).contains(Duration.ofDays(1));
    assertThat(retryAfter("Retry-After", "Sun, 01 Mar 2099 09:00:00 GMT"))
        .contains(Duration.ofDays(1));
  }

  @Test
  void what_cannot_be_read_is_not_there() {
    assertThat(retryAfter("Retry-After", "soon")).isEmpty();
    assertThat(retryAfter("Retry-After", "-1")).isEmpty();
    assertThat(retryAfter("X-RateLimit-Reset", "tomorrow")).isEmpty();
    assertThat(of(Map.of())).isEmpty();
  }

  private static Optional<Duration> retryAfter(String name, String value) {
    return of(Map.of(name, List.of(value)));
  }

  private static Optional<Duration> of(Map<String, List<String>> headers) {
    return RetryAfter.of(
        HttpHeaders.of(headers, (name, value) -> true), Clock.fixed(NOW, ZoneOffset.UTC));
  }
}
