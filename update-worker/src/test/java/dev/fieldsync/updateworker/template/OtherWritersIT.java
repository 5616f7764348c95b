package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.ToldAttempts;
import dev.fieldsync.shared.update.Attempt;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.TemplateLogRecord;
import dev.fieldsync.shared.update.UpdateProgress;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Promise: other writers of the table lose nothing to us, nor we to them; retries are bounded. */
class OtherWritersIT {

  @Test
  void aWriterThatDoesNotCareForVersionsLosesNothingAndHoldsUpNothing() throws Exception {
    try (WorkerHarness harness = new WorkerHarness()) {
      harness.startWorker();
      UUID templateId = UUID.randomUUID();
      harness.decide(newTemplate(templateId, "{\"name\":\"0\"}"));
      AtomicBoolean stop = new AtomicBoolean();
      ExecutorService legacy = Executors.newSingleThreadExecutor();
      Future<Integer> written = legacy.submit(() -> countUpNames(harness, templateId, stop));

      List<UpdateRequest> updates = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        UpdateRequest update =
            merge(templateId, "{\"field_definitions\":{\"f%d\":{\"label\":\"x\"}}}".formatted(i));
        harness.send(update);
        updates.add(update);
      }
      updates.forEach(update -> harness.awaitEvent(update.updateId()));
      stop.set(true);
      int last = written.get();
      legacy.shutdown();

      assertThat(harness.events()).allMatch(event -> event.status() == UpdateStatus.APPLIED);
      assertThat(harness.column(templateId, "field_definitions").size()).isEqualTo(300);
      assertThat(harness.text(templateId, "name")).isEqualTo(Integer.toString(last));
    }
  }

  /** The worker remembers what it wrote; what somebody else wrote since counts all the same. */
  @Test
  void whatSomebodyElseWroteBetweenTwoUpdatesIsKept() {
    try (WorkerHarness harness = new WorkerHarness()) {
      harness.startWorker();
      UUID templateId = UUID.randomUUID();
      harness.decide(newTemplate(templateId, "{\"name\":\"0\"}"));
      harness.decide(merge(templateId, "{\"field_definitions\":{\"ours\":{\"label\":\"x\"}}}"));
      for (int i = 0; i < 3; i++) {
        harness
            .jdbc()
            .update(
                """
                update template_library
                   set field_definitions =
                         jsonb_set(field_definitions, array[?], '{"label": "theirs"}')
                 where id = ?
                """,
                "theirs" + i,
                templateId);
        harness.decide(
            merge(
                templateId, "{\"field_definitions\":{\"ours%d\":{\"label\":\"x\"}}}".formatted(i)));
      }

      assertThat(harness.column(templateId, "field_definitions").propertyNames())
          .containsExactlyInAnyOrder(
              "ours", "ours0", "ours1", "ours2", "theirs0", "theirs1", "theirs2");
    }
  }

  /** What the product of today does: writes a column and keeps the version. */
  private static int countUpNames(WorkerHarness harness, UUID templateId, AtomicBoolean stop) {
    int count = 0;
    while (!stop.get()) {
      count++;
      harness
          .jdbc()
          .update(
              "update template_library set name = ? where id = ?",
              Integer.toString(count),
              templateId);
    }
    return count;
  }

  @Test
  void aTemplateThatStaysLockedFailsAfterFourAttemptsAndHoldsUpNoOther() throws Exception {
    try (WorkerHarness harness = new WorkerHarness()) {
      MeterRegistry meters =
          harness
              .startWorker(
                  "spring.datasource.hikari.data-source-properties.options=-c lock_timeout=100ms")
              .getBean(MeterRegistry.class);
      UUID lockedId = UUID.randomUUID();
      UUID freeId = UUID.randomUUID();
      harness.decide(newTemplate(lockedId, "{\"name\":\"Locked\"}"));
      harness.decide(newTemplate(freeId, "{\"name\":\"Free\"}"));
      UpdateRequest contended = merge(lockedId, "{\"name\":\"Never\"}");
      UpdateRequest free = merge(freeId, "{\"name\":\"Still free\"}");
      try (Connection other = harness.workspace().dataSource().getConnection();
          var lock =
              other.prepareStatement("select 1 from template_library where id = ? for update")) {
        other.setAutoCommit(false);
        lock.setObject(1, lockedId);
        lock.execute();

        harness.sendTogether(List.of(contended, free));
        TemplateEvent failed = harness.awaitEvent(contended.updateId());

        assertThat(harness.awaitEvent(free.updateId()).status()).isEqualTo(UpdateStatus.APPLIED);
        assertThat(failed.status()).isEqualTo(UpdateStatus.FAILED);
        assertThat(failed.problem().title()).isEqualTo("UpdateContentionError");
        assertThat(failed.attempts()).extracting(Attempt::attempt).containsExactly(1, 2, 3, 4);
        assertThat(failed.attempts().get(0).delayMs()).isZero();
        assertThat(failed.attempts().get(1).delayMs()).isBetween(80L, 120L);
        assertThat(failed.attempts().get(2).delayMs()).isBetween(160L, 240L);
        assertThat(failed.attempts().get(3).delayMs()).isBetween(320L, 480L);
        assertThat(toldOf(harness, contended))
            .as("each retry is told before it is made, and the outcome says that it was")
            .containsExactly("1 database-error", "2 database-error", "3 database-error", "told 3");
        other.rollback();
      }
      TemplateEvent next = harness.decide(merge(lockedId, "{\"name\":\"Free again\"}"));
      assertThat(next.status()).isEqualTo(UpdateStatus.APPLIED);
      assertThat(harness.revisions(lockedId)).containsExactly(1L, 2L);
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(meters.get("fieldsync.update.worker.attempts").summary().count())
                      .as("updates that were decided")
                      .isEqualTo(5));
      assertThat(meters.get("fieldsync.update.worker.attempts").summary().max()).isEqualTo(4);
      assertThat(misses(meters, "database-error")).isGreaterThanOrEqualTo(4);
      assertThat(misses(meters, "version-miss")).isZero();
    }
  }

  private static double misses(MeterRegistry meters, String reason) {
    return meters.get("fieldsync.update.worker.misses").tag("reason", reason).counter().count();
  }

  /** What the event log says of an update, in its order. */
  private static List<String> toldOf(WorkerHarness harness, UpdateRequest update) {
    List<String> told = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> record : harness.read(harness.topics().templateEvents())) {
      TemplateLogRecord read = RecordFormat.readTemplateLog(record.value()).orElseThrow();
      if (read instanceof UpdateProgress progress
          && progress.updateId().equals(update.updateId())) {
        told.add(progress.attempt() + " " + progress.outcome().code());
        assertThat(progress.retryInMs()).isPositive();
      } else if (read instanceof TemplateEvent event
          && event.updateId().equals(update.updateId())) {
        told.add("told " + ToldAttempts.of(record.headers()).count());
      }
    }
    return told;
  }
}
