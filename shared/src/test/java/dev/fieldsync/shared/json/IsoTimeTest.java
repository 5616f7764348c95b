package dev.fieldsync.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class IsoTimeTest {

  private final Random random = new Random(7);

  private Instant anyTime() {
    long seconds = random.nextLong(-62_167_219_200L, 253_402_300_800L);
    int nanos = random.nextInt(1_000_000_000);
    return switch (random.nextInt(4)) {
      case 0 -> Instant.ofEpochSecond(seconds);
      case 1 -> Instant.ofEpochSecond(seconds, nanos / 1_000_000 * 1_000_000L);
      case 2 -> Instant.ofEpochSecond(seconds, nanos / 1_000 * 1_000L);
      default -> Instant.ofEpochSecond(seconds, nanos);
    };
  }

  @Test
  void aTimeIsWrittenAndReadAsJavaDoes() {
    for (int i = 0; i < 20_000; i++) {
      Instant time = anyTime();
      assertThat(IsoTime.text(time)).isEqualTo(time.toString());
      assertThat(IsoTime.parse(time.toString())).isEqualTo(time);
      assertThat(Json.mapper().readValue(Json.mapper().writeValueAsString(time), Instant.class))
          .isEqualTo(time);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-31T12:00Z",
        "2026-01-31T12:00:00.Z",
        "2026-01-31T12:00:00.1Z",
        "2026-01-31T12:00:00.123456789Z",
        "2026-01-31T12:00:00+02:00",
        "2026-01-31t12:00:00z",
        "2024-02-29T23:59:59.999Z",
        "+12026-01-31T12:00:00Z",
        "-0001-01-31T12:00:00Z"
      })
  void otherFormsAreReadAsJavaDoes(String text) {
    assertThat(IsoTime.parse(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Z",
        "yesterday",
        "2026-01-31T12:00:00",
        "2026-02-30T12:00:00Z",
        "2026-13-01T12:00:00Z",
        "2026-00-01T12:00:00Z",
        "2026-01-00T12:00:00Z",
        "2026-01-31T24:00:01Z",
        "2026-01-31T12:60:00Z",
        "2026-01-31T12:00:60Z",
        "2026-01-31T12:00:00.1234567890Z",
        "2026-01-31T12:00:00,5Z",
        "2026-01-31 12:00:00Z",
        "2026-01-3xT12:00:00Z",
        "2026-01-31T12:00:00.-1Z"
      })
  void whatIsNoTimeIsRefused(String text) {
    assertThatThrownBy(() -> OffsetDateTime.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(() -> IsoTime.parse(text)).isInstanceOf(DateTimeException.class);
    assertThatThrownBy(
            () ->
                Json.mapper().readValue(Json.text(Json.mapper().valueToTree(text)), Instant.class))
        .isInstanceOf(JacksonException.class);
  }
}
