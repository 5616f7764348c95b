package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskChange;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.updateworker.WorkerHarness;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Operations of one person's device, each a second later than the one before. */
final class TaskOperations {

  private final String person;
  private final String device;
  private Instant now = Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.MILLIS);

  TaskOperations(String person, String device) {
    this.person = person;
    this.device = device;
  }

  TaskOperation create(UUID taskId, String title) {
    return at(next(), TaskAction.CREATE, taskId, title, null);
  }

  TaskOperation update(UUID taskId, String title) {
    return at(next(), TaskAction.UPDATE, taskId, title, null);
  }

  TaskOperation delete(UUID taskId) {
    return at(next(), TaskAction.DELETE, taskId, null, null);
  }

  private Instant next() {
    now = now.plusSeconds(1);
    return now;
  }

  /** An operation whose time counts as it is claimed. */
  TaskOperation at(Instant time, TaskAction action, UUID taskId, String title, Long baseVersion) {
    return at(time, time, action, taskId, title, baseVersion);
  }

  TaskOperation at(
      Instant claimed,
      Instant counts,
      TaskAction action,
      UUID taskId,
      String title,
      Long baseVersion) {
    UUID id = UUID.randomUUID();
    return new TaskOperation(
        TaskOperation.SCHEMA_VERSION,
        id,
        taskId,
        WorkerHarness.ORGANIZATION,
        person,
        device,
        action,
        new TaskChange(title, false, null, null, null),
        claimed,
        counts,
        baseVersion,
        "digest of " + id,
        Instant.now().truncatedTo(ChronoUnit.MICROS));
  }
}
