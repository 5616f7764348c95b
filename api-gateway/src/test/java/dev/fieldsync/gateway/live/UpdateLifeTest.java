package dev.fieldsync.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.AcknowledgedUpdates;
import dev.fieldsync.shared.update.AcknowledgedUpdates.Acknowledgement;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.Attempt.Outcome;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import dev.fieldsync.shared.update.UpdateProblem;
import dev.fieldsync.shared.update.UpdateProgress;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class UpdateLifeTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final Attempt MISS = new Attempt(1, 0, Outcome.VERSION_MISS);
  private static final Attempt SECOND_MISS = new Attempt(2, 103, Outcome.VERSION_MISS);
  private static final Attempt APPLIED = new Attempt(3, 207, Outcome.APPLIED);

  private static final UpdateRequest REQUEST =
      UpdateRequest.of(
          UUID.randomUUID(),
          UUID.randomUUID(),
          "acme",
          "User A",
          Operation.MERGE,
          (ObjectNode) Json.parse("{\"name\":\"N\"}"),
          null,
          NOW);

  private static TemplateEvent applied(Attempt... attempts) {
    return TemplateEvent.applied(
        REQUEST,
        2,
        "2-00000000",
        "1-00000000",
        List.of("/name"),
        List.of(attempts),
        new Timings(NOW, NOW.plusMillis(1), NOW.plusMillis(9)));
  }

  private static List<String> types(List<LifeEvent> events) {
    return events.stream().map(LifeEvent::type).toList();
  }

  private static JsonNode json(LifeEvent event) {
    return Json.parse(new String(event.json(), UTF_8));
  }

  @Test
  void aRequestTellsThatItWasAcceptedAndQueued() {
    List<LifeEvent> events = UpdateLife.of(REQUEST, NOW.plusMillis(2));

    assertThat(types(events)).containsExactly("accepted", "queued");
    assertThat(json(events.get(0)).get("at").stringValue()).isEqualTo(NOW.toString());
    assertThat(json(events.get(1)).get("actor").stringValue()).isEqualTo("User A");
    assertThat(events).allMatch(event -> event.organizationId().equals("acme"));
  }

  @Test
  void anOutcomeTellsTheAttemptsThatWereNotToldBefore() {
    TemplateEvent event = applied(MISS, SECOND_MISS, APPLIED);

    assertThat(types(UpdateLife.of(event, 0, NOW)))
        .containsExactly(
            "started",
            "attempt",
            "conflict",
            "retry",
            "attempt",
            "conflict",
            "retry",
            "attempt",
            "applied",
            "invalidated");
    assertThat(types(UpdateLife.of(event, 1, NOW)))
        .containsExactly("attempt", "conflict", "retry", "attempt", "applied", "invalidated");
    assertThat(types(UpdateLife.of(event, 2, NOW)))
        .containsExactly("attempt", "applied", "invalidated");
  }

  @Test
  void progressTellsTheAttemptItsConflictAndTheDelayThatFollows() {
    List<LifeEvent> events = UpdateLife.of(UpdateProgress.of(REQUEST, MISS, 103, NOW, NOW));
    List<LifeEvent> later = UpdateLife.of(UpdateProgress.of(REQUEST, SECOND_MISS, 207, NOW, NOW));

    assertThat(types(events)).containsExactly("started", "attempt", "conflict", "retry");
    assertThat(json(events.get(3)).get("attempt").intValue()).isEqualTo(2);
    assertThat(json(events.get(3)).get("delayMs").intValue()).isEqualTo(103);
    assertThat(types(later)).containsExactly("attempt", "conflict", "retry");
  }

  @Test
  void anAppliedUpdateTellsWhatChanged() {
    List<LifeEvent> events = UpdateLife.of(applied(new Attempt(1, 0, Outcome.APPLIED)), 0, NOW);
    JsonNode applied = json(events.get(2));

    assertThat(types(events)).containsExactly("started", "attempt", "applied", "invalidated");
    assertThat(applied.get("version").stringValue()).isEqualTo("2-00000000");
    assertThat(applied.get("previousVersion").stringValue()).isEqualTo("1-00000000");
    assertThat(applied.get("changedPaths").toString()).isEqualTo("[\"/name\"]");
    assertThat(applied.has("problem")).isFalse();
  }

  @Test
  void aRefusedUpdateTellsWhy() {
    TemplateEvent refused =
        TemplateEvent.refused(
            REQUEST,
            UpdateStatus.CONFLICT,
            UpdateProblem.of("VersionConflictError", 412, "Read it again.", "3-00000000"),
            List.of(new Attempt(1, 0, Outcome.REFUSED)),
            new Timings(NOW, NOW, NOW));

    List<LifeEvent> events = UpdateLife.of(refused, 0, NOW);

    assertThat(types(events)).containsExactly("started", "attempt", "refused");
    assertThat(json(events.get(2)).get("outcome").stringValue()).isEqualTo("conflict");
    assertThat(json(events.get(2)).get("problem").get("title").stringValue())
        .isEqualTo("VersionConflictError");
  }

  @Test
  void acknowledgementsAreToldOneByOneToTheirOrganizations() {
    TemplateEvent event = applied(APPLIED);
    Acknowledgement ours = Acknowledgement.of(event, NOW);
    Acknowledgement theirs =
        new Acknowledgement(
            UUID.randomUUID(), UUID.randomUUID(), "globex", "B", UpdateStatus.FAILED, null, NOW);

    List<LifeEvent> events =
        UpdateLife.of(AcknowledgedUpdates.of("gateway-1", List.of(ours, theirs)));

    assertThat(events).extracting(LifeEvent::organizationId).containsExactly("acme", "globex");
    assertThat(json(events.get(0)).get("node").stringValue()).isEqualTo("gateway-1");
    assertThat(json(events.get(0)).get("version").stringValue()).isEqualTo("2-00000000");
    assertThat(json(events.get(1)).has("version")).isFalse();
  }
}
