package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/**
 * Promise: what cannot be read goes to the dead letters with the reason, and the partition moves
 * on.
 */
class DeadLettersIT {

  @Test
  void unreadableRecordsGoToTheDeadLettersUnchangedAndTheNextUpdateIsApplied() {
    try (WorkerHarness harness = new WorkerHarness()) {
      harness.startWorker();
      UUID templateId = UUID.randomUUID();
      UpdateRequest valid = newTemplate(templateId, "{\"name\":\"After the poison\"}");
      String key = templateId.toString();
      String fromTheFuture =
          new String(RecordFormat.write(valid), UTF_8)
              .replace("\"schemaVersion\":2", "\"schemaVersion\":99");

      harness.sendRaw(key, "no json".getBytes(UTF_8));
      harness.sendRaw(key, "{\"schemaVersion\":1}".getBytes(UTF_8));
      harness.sendRaw(key, fromTheFuture.getBytes(UTF_8));
      harness.sendRaw(key, null);
      harness.sendRaw("not its key", RecordFormat.write(valid));
      String nameless =
          new String(RecordFormat.write(valid), UTF_8).replace("\"tester\"", "\"\\u0000\"");
      harness.sendRaw(key, nameless.getBytes(UTF_8));
      harness.send(valid);

      assertThat(harness.awaitEvent(valid.updateId()).status()).isEqualTo(UpdateStatus.APPLIED);
      List<ConsumerRecord<String, byte[]>> dead =
          harness.read(harness.topics().templateUpdatesDeadLetters());
      assertThat(dead)
          .extracting(record -> record.value() == null ? null : new String(record.value(), UTF_8))
          .containsExactlyInAnyOrder(
              "no json",
              "{\"schemaVersion\":1}",
              fromTheFuture,
              null,
              new String(RecordFormat.write(valid), UTF_8),
              nameless);
      assertThat(dead)
          .allSatisfy(
              record -> {
                assertThat(record.headers().lastHeader("kafka_dlt-exception-message")).isNotNull();
                assertThat(record.headers().lastHeader("kafka_dlt-original-offset")).isNotNull();
              });
      assertThat(harness.revisions(templateId)).containsExactly(1L);
    }
  }

  @Test
  void anUpdateThatBreaksItsTransactionFailsAloneAndIsKept() {
    try (WorkerHarness harness = new WorkerHarness()) {
      harness.startWorker();
      UUID templateId = UUID.randomUUID();
      UUID otherId = UUID.randomUUID();
      harness.decide(newTemplate(templateId, "{\"name\":\"Shared\"}"));
      // The database refuses this name, as a rule of the existing product might.
      harness
          .jdbc()
          .execute("alter table template_library add constraint no_bad check (name <> 'bad')");
      UpdateRequest before =
          WorkerHarness.merge(templateId, "{\"field_definitions\":{\"a\":{\"label\":\"1\"}}}");
      UpdateRequest broken = WorkerHarness.merge(templateId, "{\"name\":\"bad\"}");
      UpdateRequest after =
          WorkerHarness.merge(templateId, "{\"field_definitions\":{\"b\":{\"label\":\"2\"}}}");
      UpdateRequest other = newTemplate(otherId, "{\"name\":\"Other\"}");

      harness.sendTogether(List.of(before, broken, after, other));

      assertThat(harness.awaitEvent(before.updateId()).status()).isEqualTo(UpdateStatus.APPLIED);
      assertThat(harness.awaitEvent(broken.updateId()).status()).isEqualTo(UpdateStatus.FAILED);
      assertThat(harness.awaitEvent(after.updateId()).status()).isEqualTo(UpdateStatus.APPLIED);
      assertThat(harness.awaitEvent(other.updateId()).status()).isEqualTo(UpdateStatus.APPLIED);
      assertThat(harness.text(templateId, "name")).isEqualTo("Shared");
      assertThat(harness.column(templateId, "field_definitions").propertyNames())
          .containsExactlyInAnyOrder("a", "b");
      assertThat(harness.read(harness.topics().templateUpdatesDeadLetters())).hasSize(1);
    }
  }
}
