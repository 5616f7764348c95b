package dev.fieldsync.fieldprocessor.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.fieldprocessor.ProcessorHarness;
import dev.fieldsync.shared.history.CurrentTemplate;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Promise: what a killed or paused processor had is taken over, and when the paused one wakes up it
 * can write no more. The steps of a turn are taken one by one here, so that a processor can stop
 * between any two of them.
 */
class TakeoverIT {

  private static final String SECTIONS = "[{\"id\":\"s1\",\"title\":\"One\",\"fields\":[\"f\"]}]";
  private static final String DEFINITIONS = "{\"f\":{\"id\":\"f\",\"type\":\"text\"}}";

  private final ProcessorHarness harness = new ProcessorHarness();

  @AfterEach
  void stop() {
    harness.close();
  }

  /** A processor that takes no turns by itself. */
  private ConfigurableApplicationContext idleProcessor(String node) {
    ConfigurableApplicationContext processor =
        harness.startProcessor(
            "fieldsync.processing.cooldown=1s",
            "fieldsync.field-processor.lease=1s",
            "fieldsync.field-processor.node=" + node);
    processor.getBean(ProcessingThreads.class).stop();
    return processor;
  }

  private Claim claim(ConfigurableApplicationContext processor) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> processor.getBean(ProcessingQueue.class).claim(), claims -> !claims.isEmpty())
        .get(0);
  }

  private static DerivedVersion derive(ConfigurableApplicationContext processor, Claim claim) {
    CurrentTemplate template =
        processor
            .getBean(ProcessableTemplates.class)
            .load(List.of(claim.templateId()))
            .get(claim.templateId());
    Verdict verdict =
        processor
            .getBean(ProcessingRun.class)
            .decide(claim, template, null, (field, key, value) -> false, UUID::randomUUID);
    return ((Verdict.Write) verdict).version();
  }

  private static Map<UUID, DerivedVersions.Written> write(
      ConfigurableApplicationContext processor, DerivedVersion version) {
    return processor.getBean(DerivedVersions.class).write(List.of(version));
  }

  @Test
  void aProcessorThatWakesUpAfterItsWorkWasTakenOverWritesNothing() {
    ConfigurableApplicationContext paused = idleProcessor("paused");
    ConfigurableApplicationContext next = idleProcessor("next");
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    harness.sendAfterEdit(templateId, 1, Instant.now());
    Claim old = claim(paused);
    DerivedVersion oldVersion = derive(paused, old);

    Claim taken = claim(next);
    Map<UUID, DerivedVersions.Written> late = write(paused, oldVersion);

    assertThat(taken.number()).isGreaterThan(old.number());
    assertThat(late.get(templateId)).isEqualTo(new DerivedVersions.Written(false, null));
    assertThat(harness.backgroundVersions(templateId)).isEmpty();
    DerivedVersion newVersion = derive(next, taken);
    assertThat(write(next, newVersion).get(templateId).at()).isNotNull();
    assertThat(harness.text(templateId, "version")).isEqualTo(newVersion.processed().version());

    paused.getBean(EndedClaims.class).end(List.of(Ending.changed(oldVersion, Instant.now())));
    assertThat(harness.queued()).as("the row is the other one's to end").isEqualTo(1);
  }

  @Test
  void theEventOfAVersionWhoseProcessorDiedBeforeItPublishedIsPublishedByTheNext() {
    ConfigurableApplicationContext killed = idleProcessor("killed");
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    harness.sendAfterEdit(templateId, 1, Instant.now());
    DerivedVersion version = derive(killed, claim(killed));
    assertThat(write(killed, version).get(templateId).at()).isNotNull();

    harness.startProcessor("fieldsync.processing.cooldown=1s");

    harness.awaitQueueEmpty();
    await().until(() -> !harness.eventsOf(templateId).isEmpty());
    assertThat(harness.eventsOf(templateId))
        .singleElement()
        .satisfies(event -> assertThat(event.updateId()).isEqualTo(version.run()));
    assertThat(harness.outcomesOf(templateId).get(0).result()).isEqualTo(Result.PROCESSED);
    assertThat(harness.backgroundVersions(templateId)).hasSize(1);
  }

  @Test
  void aUserUpdateThatComesInBetweenIsKeptAndProcessedAfterTheCooldown() {
    ConfigurableApplicationContext processor = idleProcessor("slow");
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    harness.sendAfterEdit(templateId, 1, Instant.now());
    DerivedVersion version = derive(processor, claim(processor));

    Instant editedAt = harness.editAsUser(templateId, "User's");

    assertThat(write(processor, version).get(templateId))
        .isEqualTo(new DerivedVersions.Written(true, null));
    assertThat(harness.text(templateId, "name")).isEqualTo("User's");
    processor.getBean(ProcessingThreads.class).start();
    harness.awaitQueueEmpty();
    assertThat(harness.text(templateId, "name")).isEqualTo("User's");
    assertThat(harness.backgroundVersions(templateId))
        .singleElement()
        .satisfies(at -> assertThat(at).isAfterOrEqualTo(editedAt.plusSeconds(1)));
  }

  @Test
  void aTemplateThatSomebodyHasLockedIsNotWaitedFor() throws Exception {
    ConfigurableApplicationContext processor = idleProcessor("polite");
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    harness.sendAfterEdit(templateId, 1, Instant.now());
    DerivedVersion version = derive(processor, claim(processor));

    try (var user = harness.jdbc().getDataSource().getConnection()) {
      user.setAutoCommit(false);
      try (var lock =
          user.prepareStatement("select 1 from template_library where id = ? for update")) {
        lock.setObject(1, templateId);
        lock.executeQuery();
        assertThat(write(processor, version).get(templateId))
            .isEqualTo(new DerivedVersions.Written(true, null));
      }
      user.rollback();
    }
    assertThat(write(processor, version).get(templateId).at()).isNotNull();
  }

  @Test
  void anEditThatIsToldOfDuringARunIsRunOverAgain() {
    ConfigurableApplicationContext processor = idleProcessor("busy");
    UUID templateId = harness.insertTemplate(SECTIONS, DEFINITIONS);
    harness.sendAfterEdit(templateId, 1, Instant.now());
    Claim claim = claim(processor);
    DerivedVersion version = derive(processor, claim);
    Instant writtenAt = write(processor, version).get(templateId).at();

    harness.sendAfterEdit(templateId, 7, Instant.now());
    await()
        .until(
            () ->
                harness
                    .jdbc()
                    .queryForObject("select revision from fieldsync.field_processing", Long.class)
                    .equals(7L));
    processor.getBean(EndedClaims.class).end(List.of(Ending.changed(version, writtenAt)));

    assertThat(claim(processor).number()).isGreaterThan(claim.number());
  }
}
