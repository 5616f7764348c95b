package dev.fieldsync.gateway.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import dev.fieldsync.shared.update.UpdateRequest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecentNumbersTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

  private Instant now = START;

  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);
  private final UpdateNumbers updates = new UpdateNumbers(new SimpleMeterRegistry(), clock);
  private RecentNumbers.Waiting waiting = RecentNumbers.Waiting.UNKNOWN;
  private final RecentNumbers recent = new RecentNumbers(updates, () -> waiting, clock);

  private void apply(int count) {
    for (int i = 0; i < count; i++) {
      UpdateRequest request =
          UpdateRequest.of(
              UUID.randomUUID(),
              UUID.randomUUID(),
              "acme",
              "User A",
              Operation.MERGE,
              Json.parse("{\"name\":\"N\"}"),
              UpdateRequest.Against.ANY,
              START);
      updates.onEvent(
          TemplateEvent.applied(
              request,
              new TemplateEvent.Step(2, "2-00000000", "1-00000000"),
              List.of("/name"),
              List.of(),
              List.of(),
              new Timings(START, START, START, START)));
    }
  }

  private void sampleAfter(int milliseconds) {
    now = now.plusMillis(milliseconds);
    recent.runOnce();
  }

  @Test
  void aSampleCountsWhatWasDecidedSinceTheOneBefore() {
    apply(5);
    sampleAfter(1_000);
    apply(6);
    sampleAfter(2_000);
    sampleAfter(1_000);

    assertThat(recent.all())
        .extracting(RecentNumbers.Sample::updatesPerSecond)
        .containsExactly(5.0, 3.0, 0.0);
    assertThat(recent.all().get(0).at()).isEqualTo(START.plusSeconds(1));
    assertThat(recent.all().get(0).p50()).as("nobody was answered").isNull();
  }

  @Test
  void aSampleTellsWhatWasWaiting() {
    sampleAfter(1_000);
    waiting = new RecentNumbers.Waiting(7L, null);
    sampleAfter(1_000);

    assertThat(recent.all())
        .extracting(RecentNumbers.Sample::pendingUpdates)
        .containsExactly(null, 7L);
    assertThat(recent.all().get(1).readyJobs()).as("the database did not say").isNull();
  }

  @Test
  void aClockThatIsSetBackCostsOneSample() {
    sampleAfter(1_000);
    sampleAfter(-60_000);
    apply(4);
    sampleAfter(1_000);

    assertThat(recent.all())
        .extracting(RecentNumbers.Sample::updatesPerSecond)
        .containsExactly(0.0, 4.0);
  }

  @Test
  void onlyTheLastMinutesAreKept() {
    for (int i = 0; i < RecentNumbers.SAMPLES + 10; i++) {
      sampleAfter(1_000);
    }

    assertThat(recent.all()).hasSize(RecentNumbers.SAMPLES);
    assertThat(recent.all().get(0).at()).isEqualTo(START.plusSeconds(11));
  }
}
