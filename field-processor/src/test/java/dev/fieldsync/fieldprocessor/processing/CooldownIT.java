package dev.fieldsync.fieldprocessor.processing;

import static dev.fieldsync.fieldprocessor.ProcessorHarness.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.fieldprocessor.ProcessorHarness;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.processing.ProcessingRequest;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import dev.fieldsync.shared.update.Source;
import dev.fieldsync.shared.update.TemplateEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Promise: no run before the cooldown is over, one run for many edits, and none is forgotten. */
class CooldownIT {

  private static final Duration COOLDOWN = Duration.ofSeconds(2);
  private static final String SECTIONS = "[{\"id\":\"s1\",\"title\":\"One\",\"fields\":[\"f\"]}]";
  private static final String DEFINITIONS =
      "{\"f\":{\"id\":\"f\",\"type\":\"text\",\"label\":\"F\"}}";

  private static ProcessorHarness harness;

  @BeforeAll
  static void start() {
    harness = new ProcessorHarness();
    harness.startProcessor("fieldsync.processing.cooldown=" + COOLDOWN.toMillis() + "ms");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @Test
  void aRequestWithinTheCooldownIsSkippedAndTheTemplateIsProcessedWhenItIsOver() {
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    Instant editedAt = harness.editAsUser(templateId, "Edited");

    ProcessingOutcome first = harness.processNow(templateId);

    assertThat(first.result()).isEqualTo(Result.SKIPPED);
    assertThat(first.reason()).isEqualTo("Skipped - recent user update");
    assertThat(first.retryAfterMs()).isBetween(1L, COOLDOWN.toMillis());
    assertThat(first.version()).isEqualTo(harness.text(templateId, "version"));

    await().atMost(Duration.ofSeconds(30)).until(() -> harness.outcomesOf(templateId).size() == 2);
    ProcessingOutcome second = harness.outcomesOf(templateId).get(1);
    assertThat(second.result()).isEqualTo(Result.PROCESSED);
    assertThat(second.changed()).isTrue();
    assertThat(harness.backgroundVersions(templateId))
        .singleElement()
        .satisfies(at -> assertThat(at).isAfterOrEqualTo(editedAt.plus(COOLDOWN)));
    assertThat(harness.definition(templateId, "f").path("processed").booleanValue()).isTrue();
    assertThat(harness.text(templateId, "name")).isEqualTo("Edited");
  }

  @Test
  void manyEditsWithinTheCooldownCostOneRunAfterTheLast() {
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    Instant editedAt = Instant.MIN;
    for (int revision = 1; revision <= 20; revision++) {
      editedAt = harness.editAsUser(templateId, "Edit " + revision);
      harness.sendAfterEdit(templateId, revision, editedAt.plus(COOLDOWN));
    }
    Instant lastEdit = editedAt;

    await().atMost(Duration.ofSeconds(30)).until(() -> !harness.eventsOf(templateId).isEmpty());
    harness.awaitQueueEmpty();

    assertThat(harness.outcomesOf(templateId)).hasSize(1);
    assertThat(harness.backgroundVersions(templateId))
        .singleElement()
        .satisfies(at -> assertThat(at).isAfterOrEqualTo(lastEdit.plus(COOLDOWN)));
  }

  @Test
  void theEventOfAVersionIsThatOfItsHistoryEntryAndTellsCaches() {
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);

    ProcessingOutcome outcome = harness.processNow(templateId);

    TemplateEvent event = harness.eventsOf(templateId).get(0);
    assertThat(event.source()).isEqualTo(Source.BACKGROUND);
    assertThat(event.version()).isEqualTo(outcome.version());
    assertThat(event.version()).isEqualTo(harness.text(templateId, "version"));
    assertThat(event.previousVersion()).isEqualTo("1.0.0");
    assertThat(harness.text(templateId, "last_user_update")).isNull();
    assertThat(
            harness
                .jdbc()
                .queryForMap(
                    """
                    select u.update_id, u.revision, u.base is not null as has_base,
                           u.decided_at = t.updated_at as same_time, u.last_user_update
                      from fieldsync.template_update u
                      join template_library t on t.id = u.template_id
                     where u.template_id = ?
                    """,
                    templateId))
        .containsEntry("update_id", event.updateId())
        .containsEntry("revision", 1L)
        .containsEntry("has_base", true)
        .containsEntry("same_time", true)
        .containsEntry("last_user_update", null);
  }

  @Test
  void aSecondRunOverTheSameVersionWritesNothing() {
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    String version = harness.processNow(templateId).version();

    ProcessingOutcome again = harness.processNow(templateId);

    assertThat(again.result()).isEqualTo(Result.PROCESSED);
    assertThat(again.changed()).isFalse();
    assertThat(again.version()).isEqualTo(version);
    assertThat(harness.backgroundVersions(templateId)).hasSize(1);
  }

  @Test
  void recordsThatComeTwiceLateOrInAnyOrderAreHarmless() {
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    Instant due = Instant.now();
    List<ProcessingRequest> requests = new ArrayList<>();
    for (int copy = 0; copy < 3; copy++) {
      for (int revision = 1; revision <= 5; revision++) {
        requests.add(ProcessingRequest.afterEdit(templateId, ORGANIZATION, revision, due));
      }
    }
    Collections.shuffle(requests, new Random(42));
    requests.forEach(harness::send);
    await().atMost(Duration.ofSeconds(30)).until(() -> !harness.eventsOf(templateId).isEmpty());

    requests.forEach(harness::send);
    // Whatever comes after them in the same partition has been looked at when this is answered.
    harness.processNow(templateId);
    harness.awaitQueueEmpty();

    assertThat(harness.backgroundVersions(templateId)).hasSize(1);
  }

  @Test
  void aRecordThatIsDueWaitsForNoneThatIsNot() {
    UUID later = harness.insertTemplate(SECTIONS, DEFINITIONS);
    List<UUID> now = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      // The same partitions, in front of those that are due.
      harness.sendAfterEdit(later, i + 1, Instant.now().plus(Duration.ofHours(1)));
      UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
      harness.sendAfterEdit(templateId, 1, Instant.now());
      now.add(templateId);
    }

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> now.stream().noneMatch(id -> harness.eventsOf(id).isEmpty()));

    assertThat(harness.backgroundVersions(later)).isEmpty();
    harness.jdbc().update("delete from fieldsync.field_processing where template_id = ?", later);
  }

  @Test
  void aRecordThatCannotBeReadIsPutAsideAndTheNextOneIsRead() {
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    byte[] unreadable = "{\"schemaVersion\":99}".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    harness.sendRaw(templateId.toString(), unreadable);
    ProcessingOutcome outcome = harness.processNow(templateId);

    assertThat(outcome.result()).isEqualTo(Result.PROCESSED);
    assertThat(harness.read(harness.topics().fieldProcessingDeadLetters()))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.value()).isEqualTo(unreadable);
              assertThat(record.headers().lastHeader("kafka_dlt-original-offset")).isNotNull();
            });
  }

  @Test
  void aTemplateThatDoesNotExistIsSaidAndForgotten() {
    ProcessingOutcome outcome = harness.processNow(UUID.randomUUID());

    assertThat(outcome.result()).isEqualTo(Result.FAILED);
    assertThat(outcome.reason()).contains("does not exist");
    assertThat(
            harness
                .jdbc()
                .queryForObject(
                    "select count(*) from fieldsync.field_processing where template_id = ?",
                    Long.class,
                    outcome.templateId()))
        .isZero();
  }

  @Test
  void manyRequestsAtOnceAreAllAnswered() {
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    List<UUID> requestIds = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      UUID requestId = UUID.randomUUID();
      requestIds.add(requestId);
      harness.send(ProcessingRequest.now(templateId, ORGANIZATION, requestId, Instant.now()));
    }

    for (UUID requestId : requestIds) {
      assertThat(harness.awaitOutcome(requestId).result()).isEqualTo(Result.PROCESSED);
    }
    assertThat(Json.parse(harness.text(templateId, "field_definitions")).path("f").isObject())
        .isTrue();
    assertThat(harness.backgroundVersions(templateId)).hasSize(1);
  }
}
