package dev.fieldsync.updateworker.deadletter;

import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.shared.kafka.DeadLetterId;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.support.KafkaHeaders;

/** Promise: what can never be applied is kept for people, once, with where it was and why. */
class KeptDeadLettersIT {

  private WorkerHarness harness;
  private ConfigurableApplicationContext worker;

  @BeforeEach
  void start() {
    harness = new WorkerHarness();
    worker = harness.startWorker();
  }

  @AfterEach
  void stop() {
    harness.close();
  }

  @Test
  void everyPoisonRecordIsKeptExactlyWithItsReasonItsOriginAndWhatItTellsOfItself() {
    UpdateRequest request = newTemplate(UUID.randomUUID(), "{\"name\":\"N\"}");
    String key = request.templateId().toString();
    String current = new String(RecordFormat.write(request), UTF_8);
    byte[] newer =
        current.replaceFirst("\"schemaVersion\":\\d+", "\"schemaVersion\":99").getBytes(UTF_8);
    byte[] cutOff = current.substring(0, current.indexOf("\"patch\"")).getBytes(UTF_8);
    byte[] noText = "\0\u00ff{\"organizationId\":\"x\"".getBytes(ISO_8859_1);
    byte[] hugeReason = ("{\"schemaVersion\":\"" + "9".repeat(1_000_000) + "\"}").getBytes(UTF_8);
    byte[] oddNames =
        "{\"organizationId\":\"a\\u0000b\",\"actor\":\"\\ud800\",\"updateId\":\"1-1-1-1-1\"}"
            .getBytes(UTF_8);
    for (byte[] value : List.of(newer, cutOff, noText, hugeReason, oddNames)) {
      harness.sendRaw(key, value);
    }
    harness.sendRaw("key with \0", null);

    List<Map<String, Object>> rows = awaitRows(6);

    Map<String, Object> newerRow = row(rows, newer);
    assertThat(newerRow)
        .containsEntry("kind", "unreadable")
        .containsEntry("status", "waiting")
        .containsEntry("organization_id", WorkerHarness.ORGANIZATION)
        .containsEntry("actor", "tester")
        .containsEntry("update_id", request.updateId())
        .containsEntry("template_id", request.templateId())
        .containsEntry("origin_topic", harness.topics().templateUpdates());
    assertThat((String) newerRow.get("reason")).contains("schemaVersion is 99");
    assertThat(newerRow.get("id"))
        .isEqualTo(
            DeadLetterId.of(
                (String) newerRow.get("origin_topic"),
                (int) newerRow.get("origin_partition"),
                (long) newerRow.get("origin_offset"),
                (long) newerRow.get("origin_timestamp")));
    assertThat(row(rows, cutOff))
        .containsEntry("organization_id", WorkerHarness.ORGANIZATION)
        .containsEntry("update_id", request.updateId());
    for (byte[] value : List.of(noText, hugeReason, oddNames)) {
      assertThat(row(rows, value))
          .containsEntry("organization_id", null)
          .containsEntry("update_id", null)
          .containsEntry("actor", null);
    }
    assertThat(rows)
        .anySatisfy(
            row -> {
              assertThat(row.get("record_value")).isNull();
              assertThat((byte[]) row.get("record_key")).isEqualTo("key with \0".getBytes(UTF_8));
            });
    assertThat(counted("unreadable")).isEqualTo(6);
    assertThat(counted("unwritable")).isZero();
  }

  @Test
  void whatNoFieldProcessorCouldReadIsKeptAsWell() {
    UUID templateId = UUID.randomUUID();
    byte[] value =
        "{\"schemaVersion\":99,\"templateId\":\"%s\",\"organizationId\":\"acme\"}"
            .formatted(templateId)
            .getBytes(UTF_8);
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(harness.topics().fieldProcessingDeadLetters(), "k", value);
    record
        .headers()
        .add(KafkaHeaders.DLT_ORIGINAL_TOPIC, harness.topics().fieldProcessing().getBytes(UTF_8))
        .add(KafkaHeaders.DLT_ORIGINAL_PARTITION, ByteBuffer.allocate(4).putInt(0, 2).array())
        .add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(8).putLong(0, 7).array())
        .add(KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, ByteBuffer.allocate(8).putLong(0, 9).array())
        .add(
            KafkaHeaders.DLT_EXCEPTION_FQCN,
            UnreadableRecordException.class.getName().getBytes(UTF_8))
        .add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, "schemaVersion is 99".getBytes(UTF_8));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", harness.workspace().bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      Future<?> sent = producer.send(record);
      producer.flush();
      assertThat(sent).isDone();
    }

    assertThat(awaitRows(1).get(0))
        .containsEntry("kind", "unreadable")
        .containsEntry("reason", "schemaVersion is 99")
        .containsEntry("origin_topic", harness.topics().fieldProcessing())
        .containsEntry("origin_partition", 2)
        .containsEntry("origin_offset", 7L)
        .containsEntry("organization_id", "acme")
        .containsEntry("template_id", templateId)
        .containsEntry("update_id", null);
  }

  @Test
  void anUpdateThatBreaksItsTransactionNamesItsDeadLetter() {
    UUID templateId = UUID.randomUUID();
    harness.decide(newTemplate(templateId, "{\"name\":\"Shared\"}"));
    harness
        .jdbc()
        .execute("alter table template_library add constraint no_bad check (name <> 'bad')");
    UpdateRequest broken = WorkerHarness.merge(templateId, "{\"name\":\"bad\"}");

    String detail = harness.decide(broken).problem().detail();

    Map<String, Object> row = awaitRows(1).get(0);
    assertThat(row)
        .containsEntry("kind", "unwritable")
        .containsEntry("update_id", broken.updateId());
    assertThat((String) row.get("reason")).contains("no_bad");
    assertThat(detail).contains(row.get("id").toString());
    assertThat(counted("unwritable")).isEqualTo(1);
  }

  @Test
  void recordsThatAreDeliveredAgainAddNoRow() throws Exception {
    harness.sendRaw("k", "poison".getBytes(UTF_8));
    List<Map<String, Object>> rows = awaitRows(1);
    worker.close();

    // Both ways: put aside a second time, and copied a second time.
    rewind(harness.topics().updateWorkerGroup());
    rewind(harness.topics().deadLettersGroup());
    harness.startWorker();
    harness.sendRaw("k", "other poison".getBytes(UTF_8));

    await()
        .untilAsserted(
            () ->
                assertThat(harness.read(harness.topics().templateUpdatesDeadLetters())).hasSize(3));
    assertThat(row(awaitRows(2), "poison".getBytes(UTF_8)))
        .containsEntry("id", rows.get(0).get("id"))
        .containsEntry("received_at", rows.get(0).get("received_at"));
  }

  @Test
  void deadLettersWaitForTheDatabaseAndHoldUpNoUpdateMeanwhile() {
    harness.jdbc().execute("alter table fieldsync.dead_letter rename to gone");
    UUID templateId = UUID.randomUUID();
    harness.sendRaw(templateId.toString(), "poison".getBytes(UTF_8));

    assertThat(harness.decide(newTemplate(templateId, "{\"name\":\"Next\"}")).status())
        .isEqualTo(UpdateStatus.APPLIED);

    harness.jdbc().execute("alter table fieldsync.gone rename to dead_letter");
    assertThat(row(awaitRows(1), "poison".getBytes(UTF_8))).containsEntry("status", "waiting");
  }

  private double counted(String kind) {
    return worker
        .getBean(MeterRegistry.class)
        .get("fieldsync.dead.letters")
        .tag("kind", kind)
        .counter()
        .count();
  }

  private static Map<String, Object> row(List<Map<String, Object>> rows, byte[] value) {
    return rows.stream()
        .filter(row -> Arrays.equals((byte[]) row.get("record_value"), value))
        .findFirst()
        .orElseThrow();
  }

  private List<Map<String, Object>> awaitRows(int count) {
    await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(rows()).hasSize(count));
    return rows();
  }

  private List<Map<String, Object>> rows() {
    return harness.jdbc().queryForList("select * from fieldsync.dead_letter order by received_at");
  }

  private void rewind(String group) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", harness.workspace().bootstrapServers()))) {
      Map<TopicPartition, OffsetAndMetadata> beginning =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .keySet()
              .stream()
              .collect(
                  Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
      admin.alterConsumerGroupOffsets(group, beginning).all().get();
    }
  }
}
