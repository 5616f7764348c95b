package dev.fieldsync.gateway.update;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AnswerTimesTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

  private final AnswerTimes times = new AnswerTimes();

  private static TemplateEvent update(UUID id) {
    return TemplateEvent.derived(
        id,
        UUID.randomUUID(),
        "acme",
        "field-processor-1",
        new TemplateEvent.Step(1, "1-00000000", null),
        List.of(),
        "digest",
        new Timings(NOW, null, NOW, NOW));
  }

  @Test
  void theFirstAnswerCounts() {
    UUID id = UUID.randomUUID();
    times.onAcknowledged(update(id), NOW.plusNanos(1_234));
    times.onAcknowledged(update(id), NOW.plusSeconds(60));

    assertThat(times.of(id)).contains(NOW.plusNanos(1_000));
    assertThat(times.of(UUID.randomUUID())).isEmpty();
  }

  @Test
  void oldAnswersAreForgotten() {
    UUID first = UUID.randomUUID();
    times.onAcknowledged(update(first), NOW);
    for (int i = 0; i < 10_000; i++) {
      times.onAcknowledged(update(UUID.randomUUID()), NOW);
    }

    assertThat(times.of(first)).isEmpty();
  }
}
