package dev.fieldsync.fieldprocessor.backfill;

import static dev.fieldsync.fieldprocessor.ProcessorHarness.ORGANIZATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.fieldprocessor.ProcessorHarness;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Promise: a full run over all templates is throttled, resumable, and never in anybody's way. */
class BackfillIT {

  private static final String SECTIONS = "[{\"id\":\"s1\",\"title\":\"One\",\"fields\":[\"f\"]}]";
  private static final String DEFINITIONS = "{\"f\":{\"id\":\"f\",\"type\":\"text\"}}";

  private final ProcessorHarness harness = new ProcessorHarness();

  @AfterEach
  void stop() {
    harness.close();
  }

  private List<UUID> insertTemplates(String organizationId, int count) {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(harness.insertTemplate(organizationId, SECTIONS, DEFINITIONS));
    }
    return ids;
  }

  private UUID begin(@Nullable String organizationId, int perSecond, boolean adopt) {
    UUID id = UUID.randomUUID();
    harness
        .jdbc()
        .update(
            """
            insert into fieldsync.field_backfill
                   (id, organization_id, templates_per_second, adopt, total, started_by, status_by)
            select ?, ?, ?, ?, count(*), 'tester', 'tester'
              from template_library where organization_id = coalesce(?, organization_id)
            """,
            id,
            organizationId,
            perSecond,
            adopt,
            organizationId);
    return id;
  }

  private Map<String, Object> state(UUID id) {
    return harness.jdbc().queryForMap("select * from fieldsync.field_backfill where id = ?", id);
  }

  private void awaitDone(UUID id) {
    await().atMost(Duration.ofSeconds(60)).until(() -> "done".equals(state(id).get("status")));
  }

  @Test
  void everyTemplateOfTheOrganizationIsProcessedAndNoOther() {
    List<UUID> ours = insertTemplates(ORGANIZATION, 150);
    List<UUID> others = insertTemplates("other", 30);
    harness.startProcessor("fieldsync.processing.cooldown=1s");

    UUID id = begin(ORGANIZATION, 1_000, false);
    awaitDone(id);

    assertThat(state(id))
        .containsEntry("total", 150L)
        .containsEntry("queued", 150L)
        .containsEntry("changed", 150L)
        .containsEntry("unchanged", 0L)
        .containsEntry("failed", 0L);
    assertThat(ours).allSatisfy(t -> assertThat(harness.backgroundVersions(t)).hasSize(1));
    assertThat(others).allSatisfy(t -> assertThat(harness.backgroundVersions(t)).isEmpty());

    UUID again = begin(null, 1_000, false);
    awaitDone(again);

    assertThat(state(again)).containsEntry("unchanged", 150L).containsEntry("changed", 30L);
    assertThat(ours).allSatisfy(t -> assertThat(harness.backgroundVersions(t)).hasSize(1));
  }

  @Test
  void aBackfillGoesOnWhereItStoodWhenItsProcessorHasGone() {
    insertTemplates(ORGANIZATION, 200);
    var first = harness.startProcessor("fieldsync.processing.cooldown=1s");
    UUID id = begin(null, 40, false);
    await().atMost(Duration.ofSeconds(30)).until(() -> (long) state(id).get("changed") >= 20);
    first.close();
    long before = (long) state(id).get("queued");
    assertThat(before).isLessThan(200);

    harness.jdbc().update("update fieldsync.field_backfill set templates_per_second = 1000");
    harness.startProcessor("fieldsync.processing.cooldown=1s");
    awaitDone(id);

    assertThat(state(id)).containsEntry("queued", 200L).containsEntry("changed", 200L);
  }

  @Test
  void peopleAreServedBeforeABackfillAndItWaitsWhileItIsPaused() {
    insertTemplates(ORGANIZATION, 100);
    UUID wanted = harness.insertTemplate("other", SECTIONS, DEFINITIONS);
    harness
        .jdbc()
        .update(
            "insert into fieldsync.field_processing_pause (organization_id, paused_by) values (?, 'x')",
            ORGANIZATION);
    UUID id = begin(ORGANIZATION, 1_000, false);
    harness.startProcessor("fieldsync.processing.cooldown=1s");

    assertThat(harness.processNow("other", wanted).result()).isEqualTo(Result.PROCESSED);

    assertThat(state(id)).containsEntry("queued", 0L).containsEntry("status", "running");
    harness.jdbc().update("delete from fieldsync.field_processing_pause");
    awaitDone(id);
    assertThat(state(id)).containsEntry("changed", 100L);
  }

  @Test
  void anOrganizationWhoseProcessingIsPausedKeepsItsWork() {
    UUID paused = harness.insertTemplate(SECTIONS, DEFINITIONS);
    UUID other = harness.insertTemplate("other", SECTIONS, DEFINITIONS);
    harness
        .jdbc()
        .update(
            "insert into fieldsync.field_processing_pause (organization_id, paused_by) values (?, 'x')",
            ORGANIZATION);
    harness.sendAfterEdit(paused, 1, java.time.Instant.now());
    harness.startProcessor("fieldsync.processing.cooldown=0s");
    await().until(() -> harness.queued() == 1);

    harness
        .jdbc()
        .update(
            """
        insert into fieldsync.field_processing (template_id, organization_id, due_at, priority)
        values (?, 'other', now(), 1)
        """,
            other);
    await().until(() -> harness.backgroundVersions(other).size() == 1);
    assertThat(harness.backgroundVersions(paused)).isEmpty();

    harness.jdbc().update("delete from fieldsync.field_processing_pause");
    await().until(() -> harness.backgroundVersions(paused).size() == 1);
  }

  @Test
  void whatAnEarlierJobDerivedIsReplacedWhenItIsAdoptedAndLeftAloneWhenNot() {
    String legacy = "{\"f\":{\"id\":\"f\",\"type\":\"text\",\"usedInSections\":[\"gone\"]}}";
    UUID adopted = harness.insertTemplate("adopting", SECTIONS, legacy);
    UUID kept = harness.insertTemplate("keeping", SECTIONS, legacy);
    harness.startProcessor("fieldsync.processing.cooldown=1s");

    awaitDone(begin("adopting", 100, true));
    awaitDone(begin("keeping", 100, false));

    assertThat(harness.definition(adopted, "f").path("usedInSections").get(0).stringValue())
        .isEqualTo("s1");
    assertThat(harness.definition(kept, "f").path("usedInSections").get(0).stringValue())
        .isEqualTo("gone");
  }
}
