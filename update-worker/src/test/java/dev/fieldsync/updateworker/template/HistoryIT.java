package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.update.Operation;
import dev.fieldsync.shared.update.Precondition;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateRequest.Against;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Promise: the history reaches every version that is listed, and what uses it may rely on that. */
class HistoryIT {

  private static final WorkerHarness HARNESS = new WorkerHarness();
  private static ConfigurableApplicationContext worker;

  @BeforeAll
  static void start() {
    worker = HARNESS.startWorker("fieldsync.update-worker.history.snapshot-every=5");
  }

  @AfterAll
  static void stop() {
    HARNESS.close();
  }

  @Test
  void whatIsOlderThanTheRetentionGoesFromTheOldestOnUpToAWholeDocument() {
    UUID templateId = UUID.randomUUID();
    UUID idle = UUID.randomUUID();
    List<String> versions = new ArrayList<>();
    versions.add(HARNESS.decide(newTemplate(templateId, "{\"name\":\"1\"}")).version());
    for (int i = 2; i <= 13; i++) {
      versions.add(HARNESS.decide(merge(templateId, "{\"name\":\"" + i + "\"}")).version());
    }
    HARNESS.decide(newTemplate(idle, "{\"name\":\"idle\"}"));
    UpdateRequest refused = merge(UUID.randomUUID(), "{\"name\":\"nowhere\"}");
    HARNESS.decide(refused);
    age(templateId, 11);
    HARNESS
        .jdbc()
        .update(
            """
            update fieldsync.template_update set decided_at = decided_at - interval '30 days'
             where template_id in (?, ?)
            """,
            idle,
            refused.templateId());

    HistoryRetention retention = worker.getBean(HistoryRetention.class);
    long removed = retention.runOnce(Duration.ofDays(20));

    assertThat(removed).as("revisions 1 to 9, and one that was refused").isEqualTo(10);
    assertThat(HARNESS.revisions(templateId)).containsExactly(10L, 11L, 12L, 13L);
    assertThat(HARNESS.revisions(idle)).containsExactly(1L);
    assertThat(retention.runOnce(Duration.ofDays(20))).isZero();
    assertThat(from(templateId, versions.get(8)).problem()).isNull();
    assertThat(from(templateId, versions.get(7)).problem().title()).isEqualTo("BaseVersionUnknown");
    assertThat(HARNESS.text(templateId, "name")).isEqualTo("merged");
  }

  @Test
  void aStrictUpdateDoesNotFailBecauseOfTheBackgroundProcessor() {
    UUID templateId = UUID.randomUUID();
    TemplateEvent created = HARNESS.decide(newTemplate(templateId, "{\"name\":\"N\"}"));
    processInBackground(templateId, 2, created.version(), "2-0000000b");
    processInBackground(templateId, 3, "2-0000000b", "3-0000000b");

    TemplateEvent strict = HARNESS.decide(strictly(templateId, "first", created.version()));
    TemplateEvent late = HARNESS.decide(strictly(templateId, "second", "3-0000000b"));

    assertThat(strict.status()).isEqualTo(UpdateStatus.APPLIED);
    assertThat(strict.previousVersion()).isEqualTo("3-0000000b");
    assertThat(late.status()).isEqualTo(UpdateStatus.CONFLICT);
    assertThat(late.problem().title()).isEqualTo("VersionConflictError");
  }

  /** As if all revisions up to a number had been made long ago. */
  private static void age(UUID templateId, long upTo) {
    HARNESS
        .jdbc()
        .update(
            """
            update fieldsync.template_update set decided_at = decided_at - interval '30 days'
             where template_id = ? and revision <= ?
            """,
            templateId,
            upTo);
  }

  private static TemplateEvent from(UUID templateId, String base) {
    return HARNESS.decide(request(templateId, "{\"name\":\"merged\"}", Against.base(base)));
  }

  private static UpdateRequest strictly(UUID templateId, String name, String version) {
    return request(
        templateId,
        "{\"name\":\"" + name + "\"}",
        Against.strictly(new Precondition(Precondition.Source.IF_MATCH, List.of(version))));
  }

  private static UpdateRequest request(UUID templateId, String patch, Against against) {
    return UpdateRequest.of(
        UUID.randomUUID(),
        templateId,
        WorkerHarness.ORGANIZATION,
        "tester",
        Operation.MERGE,
        Json.parse(patch),
        against,
        Instant.now());
  }

  /** Writes a revision as the background processor does. */
  private static void processInBackground(
      UUID templateId, long revision, String previous, String version) {
    HARNESS
        .jdbc()
        .update(
            """
            with written as (
                   update template_library set version = ?, updated_at = now() where id = ?
                   returning updated_at)
            insert into fieldsync.template_update
                   (update_id, template_id, organization_id, actor, source, operation,
                    request_digest, status, revision, version, previous_version, patch,
                    attempts, accepted_at, started_at, decided_at)
            select gen_random_uuid(), ?, 'acme', 'field-processor', 'background', 'merge',
                   'd', 'applied', ?, ?, ?, '{}', '[]', updated_at, updated_at, updated_at
              from written
            """,
            version,
            templateId,
            templateId,
            revision,
            version,
            previous);
  }
}
