package dev.fieldsync.fieldprocessor.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.fieldprocessor.ProcessorHarness;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Promise: a template that cannot be written holds up no other, and is not tried for ever. */
class FailingTemplateIT {

  private static final String SECTIONS = "[{\"id\":\"s1\",\"title\":\"One\",\"fields\":[\"f\"]}]";
  private static final String DEFINITIONS = "{\"f\":{\"id\":\"f\",\"type\":\"text\"}}";

  @Test
  void aTemplateThatTheDatabaseRefusesFailsAloneAndIsLeftAloneUntilItIsAskedForAgain() {
    try (ProcessorHarness harness = new ProcessorHarness()) {
      List<UUID> templates =
          List.of(
              harness.insertTemplate(SECTIONS, DEFINITIONS),
              harness.insertTemplate(SECTIONS, DEFINITIONS),
              harness.insertTemplate(SECTIONS, DEFINITIONS));
      UUID refused = templates.get(1);
      // What an installation has added to its own table.
      harness
          .jdbc()
          .execute(
              """
              create function refuse() returns trigger language plpgsql as
              $$ begin raise exception 'not this one'; end $$;
              create trigger refuse before update on template_library for each row
                when (old.id = '%s' and old.name <> 'Mended') execute function refuse();
              """
                  .formatted(refused));
      Instant due = Instant.now();
      templates.forEach(id -> harness.sendAfterEdit(id, 1, due));
      harness.startProcessor(
          "fieldsync.processing.cooldown=0s", "fieldsync.field-processor.max-attempts=2");

      await().atMost(Duration.ofSeconds(60)).until(() -> harness.outcomesOf(refused).size() == 2);

      assertThat(harness.outcomesOf(refused))
          .extracting(ProcessingOutcome::result)
          .containsOnly(Result.FAILED);
      assertThat(harness.outcomesOf(refused).get(0).reason()).contains("not this one");
      assertThat(harness.outcomesOf(refused).get(0).retryAfterMs()).isPositive();
      assertThat(harness.outcomesOf(refused).get(1).retryAfterMs()).isNull();
      assertThat(harness.backgroundVersions(templates.get(0))).hasSize(1);
      assertThat(harness.backgroundVersions(templates.get(2))).hasSize(1);
      await().until(() -> harness.queued() == 1);
      assertThat(
              harness
                  .jdbc()
                  .queryForMap(
                      "select failed_at is not null as given_up, last_failure from fieldsync.field_processing"))
          .containsEntry("given_up", true)
          .hasEntrySatisfying(
              "last_failure", reason -> assertThat((String) reason).contains("not this one"));

      harness.jdbc().execute("drop trigger refuse on template_library");
      assertThat(harness.processNow(refused).result()).isEqualTo(Result.PROCESSED);
      harness.awaitQueueEmpty();
    }
  }
}
