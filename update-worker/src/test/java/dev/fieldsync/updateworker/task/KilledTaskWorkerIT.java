package dev.fieldsync.updateworker.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.updateworker.WorkerHarness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Promise: a worker that is killed within a poll decides each operation once, with the next. */
class KilledTaskWorkerIT {

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"in-transaction", "after-commit"})
  void whatAKilledWorkerWasDecidingIsDecidedOnce(String where) throws Exception {
    try (WorkerHarness harness = new WorkerHarness()) {
      TaskOperations phone = new TaskOperations("Ada", "phone");
      UUID task = UUID.randomUUID();
      UUID gone = UUID.randomUUID();
      List<TaskOperation> operations = new ArrayList<>();
      operations.add(phone.create(task, "T"));
      operations.add(phone.create(gone, "Gone"));
      for (int i = 0; i < 10; i++) {
        operations.add(phone.update(task, "Title " + i));
      }
      operations.add(phone.delete(gone));
      harness.sendTasks(operations);

      Process worker = start(harness, where);
      assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(worker.exitValue()).isEqualTo(HaltingTaskWorker.KILLED);
      TaskOutcomes outcomes = new TaskOutcomes(harness);
      long before = operations.stream().filter(each -> outcomes.status(each) != null).count();
      assertThat(before > 0).isEqualTo(where.equals("after-commit"));

      harness.startWorker();
      outcomes.await(operations);

      assertThat(operations).allMatch(each -> outcomes.status(each).equals("applied"));
      assertThat(outcomes.title(task)).isEqualTo("Title 9");
      long all = operations.size();
      assertThat(outcomes.versions())
          .containsExactly(
              Map.of("last", all, "applied", all, "distinct_versions", all, "greatest", all));
    }
  }

  private Process start(WorkerHarness harness, String where) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(HaltingTaskWorker.class.getName());
    command.add("--where=" + where);
    harness.workerProperties().forEach((key, value) -> command.add("--" + key + "=" + value));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("worker.log").toFile())
        .start();
  }
}
