package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** Promise: workers may come and go in the middle of load; order and exactly-once effects stay. */
class RebalanceIT {

  private static final int TEMPLATES = 12;
  private static final int ROUNDS = 60;

  @Test
  void aSecondWorkerJoinsAndTheFirstLeavesUnderLoadAndNothingIsLostOrDoubled() {
    try (WorkerHarness harness = new WorkerHarness()) {
      ConfigurableApplicationContext first = harness.startWorker();
      List<UUID> templates = Stream.generate(UUID::randomUUID).limit(TEMPLATES).toList();
      templates.forEach(id -> harness.decide(newTemplate(id, "{\"name\":\"T\"}")));

      List<UpdateRequest> sent = new ArrayList<>();
      CompletableFuture<?> membership = new CompletableFuture<>();
      for (int round = 0; round < ROUNDS; round++) {
        List<UpdateRequest> requests = new ArrayList<>();
        for (UUID id : templates) {
          requests.add(merge(id, "{\"name\":\"Round " + round + "\"}"));
        }
        harness.sendTogether(requests);
        sent.addAll(requests);
        if (round == ROUNDS / 3) {
          membership =
              CompletableFuture.runAsync(
                  () -> {
                    harness.startWorker();
                    first.close();
                  });
        }
      }
      membership.join();
      sent.forEach(update -> harness.awaitEvent(update.updateId()));

      for (UUID id : templates) {
        assertThat(harness.revisions(id))
            .isEqualTo(LongStream.rangeClosed(1, ROUNDS + 1).boxed().toList());
        assertThat(harness.text(id, "name")).isEqualTo("Round " + (ROUNDS - 1));
      }
      assertThat(harness.events()).allMatch(event -> event.status() == UpdateStatus.APPLIED);
    }
  }

  @Test
  void aWorkerThatLostItsPartitionsInTheMiddleOfAPollDoesNoHarm() {
    try (WorkerHarness harness = new WorkerHarness()) {
      UUID templateId = UUID.randomUUID();
      ConfigurableApplicationContext first = harness.startWorker();
      harness.decide(newTemplate(templateId, "{\"name\":\"T\"}"));
      List<UpdateRequest> updates = new ArrayList<>();
      List<ReceivedUpdate> held = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        UpdateRequest update = merge(templateId, "{\"name\":\"Name " + i + "\"}");
        updates.add(update);
        held.add(HeldUpdates.of(update, harness.topics()));
      }
      // The second worker has the partitions and applies all; the first wakes up with the same
      // poll.
      ApplyUpdates zombie = first.getBean(ApplyUpdates.class);
      harness.startWorker();

      harness.sendTogether(updates);
      CompletableFuture<?> late = CompletableFuture.runAsync(() -> zombie.apply(held));
      updates.forEach(update -> harness.awaitEvent(update.updateId()));
      await().until(late::isDone);
      late.join();

      assertThat(harness.revisions(templateId))
          .isEqualTo(LongStream.rangeClosed(1, 21).boxed().toList());
      assertThat(harness.text(templateId, "name")).isEqualTo("Name 19");
    }
  }
}
