package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Promise: nothing is applied twice, and every delivery publishes the same event. */
class RedeliveryIT {

  @Test
  void recordsThatAreDeliveredAgainAreAppliedOnceAndPublishTheSameEvents() throws Exception {
    try (WorkerHarness harness = new WorkerHarness()) {
      ConfigurableApplicationContext worker = harness.startWorker();
      UUID templateId = UUID.randomUUID();
      List<UpdateRequest> requests = new ArrayList<>();
      requests.add(newTemplate(templateId, "{\"name\":\"Once\"}"));
      for (int i = 0; i < 30; i++) {
        requests.add(merge(templateId, "{\"name\":\"Name " + i + "\"}"));
      }
      // An update of a template that does not exist is refused; that too is decided once.
      requests.add(merge(UUID.randomUUID(), "{\"name\":\"Nobody\"}"));
      harness.sendTogether(requests);
      requests.forEach(request -> harness.awaitEvent(request.updateId()));
      List<Map<String, Object>> history = history(harness);
      String version = harness.text(templateId, "version");
      worker.close();

      rewind(harness);
      harness.startWorker();

      await()
          .untilAsserted(
              () -> assertThat(harness.events()).hasSizeGreaterThanOrEqualTo(2 * requests.size()));
      assertThat(history(harness)).isEqualTo(history);
      assertThat(harness.text(templateId, "version")).isEqualTo(version);
      Map<UUID, List<TemplateEvent>> published =
          harness.events().stream().collect(Collectors.groupingBy(TemplateEvent::updateId));
      assertThat(published).hasSize(requests.size());
      assertThat(published.values())
          .allSatisfy(events -> assertThat(events.stream().distinct()).hasSize(1));
    }
  }

  @Test
  void anotherRequestUnderAnIdThatIsTakenIsRejectedAndChangesNothing() {
    try (WorkerHarness harness = new WorkerHarness()) {
      harness.startWorker();
      UUID templateId = UUID.randomUUID();
      harness.decide(newTemplate(templateId, "{\"name\":\"First\"}"));
      UpdateRequest first = merge(templateId, "{\"name\":\"Second\"}");
      harness.decide(first);
      UpdateRequest other = merge(templateId, "{\"name\":\"Third\"}");
      UpdateRequest reused =
          UpdateRequest.of(
              first.updateId(),
              templateId,
              other.organizationId(),
              other.actor(),
              other.operation(),
              other.patch(),
              UpdateRequest.Against.ANY,
              other.acceptedAt());

      harness.send(reused);

      await()
          .untilAsserted(
              () ->
                  assertThat(harness.events())
                      .anySatisfy(
                          event -> {
                            assertThat(event.digest()).isEqualTo(reused.digest());
                            assertThat(event.status()).isEqualTo(UpdateStatus.REJECTED);
                            assertThat(event.problem().title()).isEqualTo("IdempotencyKeyReused");
                          }));
      assertThat(harness.text(templateId, "name")).isEqualTo("Second");
      assertThat(harness.revisions(templateId)).containsExactly(1L, 2L);
    }
  }

  private static List<Map<String, Object>> history(WorkerHarness harness) {
    return harness
        .jdbc()
        .queryForList(
            """
            select update_id, status, revision, version, decided_at
              from fieldsync.template_update order by template_id, revision
            """);
  }

  private static void rewind(WorkerHarness harness) throws Exception {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", harness.workspace().bootstrapServers()))) {
      String group = harness.topics().updateWorkerGroup();
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
