package dev.fieldsync.updateworker.template;

import static dev.fieldsync.updateworker.WorkerHarness.merge;
import static dev.fieldsync.updateworker.WorkerHarness.newTemplate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fieldsync.shared.update.UpdateRequest;
import dev.fieldsync.shared.update.UpdateStatus;
import dev.fieldsync.updateworker.WorkerHarness;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Promise: a worker that is killed between commit and publish loses no reply. */
class KilledWorkerIT {

  @Test
  void theEventsOfAWorkerKilledAfterItsCommitArePublishedByTheNext() throws Exception {
    try (WorkerHarness harness = new WorkerHarness()) {
      UUID templateId = UUID.randomUUID();
      List<UpdateRequest> updates = new ArrayList<>();
      updates.add(newTemplate(templateId, "{\"name\":\"T\"}"));
      for (int i = 0; i < 10; i++) {
        updates.add(merge(templateId, "{\"name\":\"Name " + i + "\"}"));
      }
      harness.sendTogether(updates);

      Process worker = startWorkerThatHaltsBeforeItPublishes(harness);
      assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isEqualTo(HaltingWorker.KILLED);
      int committed = harness.revisions(templateId).size();
      assertThat(committed).as("revisions committed before the kill").isPositive();
      assertThat(harness.events()).as("events published before the kill").isEmpty();

      harness.startWorker();

      await().atMost(Duration.ofSeconds(60)).until(() -> harness.events().size() >= updates.size());
      updates.forEach(
          update ->
              assertThat(harness.awaitEvent(update.updateId()).status())
                  .isEqualTo(UpdateStatus.APPLIED));
      assertThat(harness.revisions(templateId)).hasSize(updates.size());
      assertThat(harness.text(templateId, "name")).isEqualTo("Name 9");
    }
  }

  private static Process startWorkerThatHaltsBeforeItPublishes(WorkerHarness harness)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(HaltingWorker.class.getName());
    harness.workerProperties().forEach((key, value) -> command.add("--" + key + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(new File("target", "halting-worker.log"))
        .start();
  }
}
