package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Promise: all updates of one template are applied in the order in which they were accepted. */
class OrderPerTemplateIT {

  private static final int CLIENTS = 8;
  private static final int UPDATES_PER_CLIENT = 100;

  @Test
  void updatesOfConcurrentClientsKeepEachClientsOrderAndLoseNothing() throws Exception {
    try (WorkerHarness harness = new WorkerHarness()) {
      harness.startWorker();
      UUID templateId = UUID.randomUUID();
      harness.decide(newTemplate(templateId, "{\"name\":\"Shared\"}"));

      List<List<UpdateRequest>> sent = sendConcurrently(harness, templateId);

      sent.forEach(ofClient -> ofClient.forEach(update -> harness.awaitEvent(update.updateId())));
      int total = 1 + CLIENTS * UPDATES_PER_CLIENT;
      assertThat(harness.revisions(templateId))
          .isEqualTo(LongStream.rangeClosed(1, total).boxed().toList());
      for (List<UpdateRequest> ofClient : sent) {
        assertThat(ofClient.stream().map(u -> harness.awaitEvent(u.updateId()).revision()))
            .as("the versions of one client's updates")
            .isSorted();
      }
      JsonNode definitions = harness.column(templateId, "field_definitions");
      for (int client = 0; client < CLIENTS; client++) {
        assertThat(definitions.get("f" + client).get("label").stringValue())
            .isEqualTo("v" + (UPDATES_PER_CLIENT - 1));
      }
      TemplateEvent last =
          harness.events().stream()
              .filter(event -> Long.valueOf(total).equals(event.revision()))
              .findFirst()
              .orElseThrow();
      assertThat(harness.text(templateId, "version")).isEqualTo(last.version());
      assertThat(harness.events()).allMatch(event -> event.status() == UpdateStatus.APPLIED);
    }
  }

  private static List<List<UpdateRequest>> sendConcurrently(WorkerHarness harness, UUID templateId)
      throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    try {
      List<Callable<List<UpdateRequest>>> tasks =
          IntStream.range(0, CLIENTS)
              .mapToObj(
                  client ->
                      (Callable<List<UpdateRequest>>) () -> sendAll(harness, templateId, client))
              .toList();
      List<List<UpdateRequest>> sent = new ArrayList<>();
      for (Future<List<UpdateRequest>> task : clients.invokeAll(tasks)) {
        sent.add(task.get());
      }
      return sent;
    } finally {
      clients.shutdownNow();
    }
  }

  private static List<UpdateRequest> sendAll(WorkerHarness harness, UUID templateId, int client) {
    List<UpdateRequest> sent = new ArrayList<>();
    for (int i = 0; i < UPDATES_PER_CLIENT; i++) {
      sent.add(
          merge(
              templateId,
              "{\"field_definitions\":{\"f%d\":{\"label\":\"v%d\"}}}".formatted(client, i)));
    }
    harness.sendTogether(sent);
    return sent;
  }
}
