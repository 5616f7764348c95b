package dev.fieldsync.gateway.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LatestEventsTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final UUID TEMPLATE = UUID.randomUUID();

  private final LatestEvents latest =
      new LatestEvents(
          Clock.fixed(NOW, ZoneOffset.UTC), new StalenessMetrics(new SimpleMeterRegistry()));

  private static TemplateEvent derived(long revision) {
    return TemplateEvent.derived(
        UUID.randomUUID(),
        TEMPLATE,
        "acme",
        "field-processor-1",
        new TemplateEvent.Step(revision, revision + "-00000000", null),
        List.of(),
        "digest",
        new Timings(NOW, null, NOW, NOW));
  }

  @Test
  void aVersionThatTwoWritersToldOutOfOrderIsTheLaterOne() {
    latest.onEvent(derived(3), NOW);
    latest.onEvent(derived(2), NOW.minusSeconds(1));

    assertThat(latest.find(TEMPLATE))
        .get()
        .returns(3L, LatestEvents.Latest::revision)
        .returns(Duration.ZERO, LatestEvents.Latest::delay);
  }
}
