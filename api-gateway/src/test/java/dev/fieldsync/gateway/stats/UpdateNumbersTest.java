package dev.fieldsync.gateway.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.Attempt.Outcome;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpdateNumbersTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final Attempt MISS = new Attempt(1, 0, Outcome.VERSION_MISS);

  private Instant now = START;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final UpdateNumbers numbers = new UpdateNumbers(meters, new TestClock());

  private final class TestClock extends Clock {

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  private static UpdateRequest request() {
    return UpdateRequest.of(
        UUID.randomUUID(),
        UUID.randomUUID(),
        "acme",
        "User A",
        Operation.MERGE,
        Json.parse("{\"name\":\"N\"}"),
        UpdateRequest.Against.ANY,
        START);
  }

  private static TemplateEvent applied(Attempt... attempts) {
    return TemplateEvent.applied(
        request(),
        new TemplateEvent.Step(2, "2-00000000", "1-00000000"),
        List.of("/name"),
        List.of(),
        List.of(attempts),
        new Timings(START, START, START, START));
  }

  private static TemplateEvent refused(UpdateStatus status, Attempt... attempts) {
    return TemplateEvent.refused(
        request(),
        status,
        UpdateProblem.of("Title", 409, "detail", null),
        List.of(attempts),
        new Timings(START, START, START, START));
  }

  @Test
  void countsWhatBecameOfUpdatesAndTheConflictsOnTheWay() {
    numbers.onEvent(applied(new Attempt(1, 0, Outcome.APPLIED)));
    numbers.onEvent(applied(MISS, new Attempt(2, 100, Outcome.APPLIED)));
    numbers.onEvent(refused(UpdateStatus.CONFLICT, new Attempt(1, 0, Outcome.REFUSED)));
    numbers.onEvent(refused(UpdateStatus.FAILED, MISS, new Attempt(2, 100, Outcome.VERSION_MISS)));

    assertThat(numbers.decided())
        .containsEntry("applied", 2L)
        .containsEntry("conflict", 1L)
        .containsEntry("rejected", 0L)
        .containsEntry("failed", 1L);
    assertThat(numbers.retries()).isEqualTo(2);
    assertThat(numbers.conflictsDetected()).isEqualTo(4);
    assertThat(numbers.conflictsResolved()).isEqualTo(1);
    assertThat(meters.get("fieldsync.updates.attempts").tag("outcome", "version-miss").counter())
        .returns(3.0, counter -> counter.count());
  }

  @Test
  void aVersionOfTheBackgroundProcessorIsNobodysUpdate() {
    numbers.onEvent(
        TemplateEvent.derived(
            UUID.randomUUID(),
            UUID.randomUUID(),
            "acme",
            "field-processor-1",
            new TemplateEvent.Step(2, "2-00000000", "1-00000000"),
            List.of(),
            "digest",
            new Timings(START, null, START, START)));
    now = START.plusSeconds(1);

    assertThat(numbers.decided()).containsEntry("applied", 0L);
    assertThat(numbers.perSecond(1)).isZero();
    assertThat(meters.get("fieldsync.updates.attempts").tag("outcome", "applied").counter())
        .returns(0.0, counter -> counter.count());
  }

  @Test
  void theRateIsThatOfTheLastFullSeconds() {
    for (int second = 0; second < 70; second++) {
      now = START.plusSeconds(second);
      for (int i = 0; i < (second < 60 ? 10 : 30); i++) {
        numbers.onEvent(applied(new Attempt(1, 0, Outcome.APPLIED)));
      }
    }
    now = START.plusSeconds(70);

    assertThat(numbers.perSecond(10)).isEqualTo(30.0);
    assertThat(numbers.perSecond(60)).isEqualTo((50 * 10 + 10 * 30) / 60.0);

    now = START.plusSeconds(200);
    assertThat(numbers.perSecond(60)).isZero();
  }

  @Test
  void theLatencyIsFromTheAcceptanceToTheAnswer() {
    assertThat(numbers.latency().p99()).isNull();

    for (int i = 1; i <= 100; i++) {
      numbers.onAcknowledged(applied(MISS), START.plusMillis(i));
    }

    assertThat(numbers.latency().count()).isEqualTo(100);
    assertThat(numbers.latency().p50()).isBetween(48.0, 53.0);
    assertThat(numbers.latency().p99()).isBetween(95.0, 103.0);
  }
}
