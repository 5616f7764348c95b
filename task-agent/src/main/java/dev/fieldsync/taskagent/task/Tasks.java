package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.problem.ProblemException;
import dev.fieldsync.taskagent.queue.SyncQueue;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes tasks on this device. The task and its entry in the queue are one transaction: there is
 * never one without the other. Thread-safe.
 */
@Component
class Tasks {

  private static final String PENDING = "pending";

  private final TaskTable table;
  private final SyncQueue queue;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final ApplicationEventPublisher events;

  Tasks(
      TaskTable table,
      SyncQueue queue,
      TransactionTemplate transaction,
      Clock clock,
      ApplicationEventPublisher events) {
    this.table = table;
    this.queue = queue;
    this.transaction = transaction;
    this.clock = clock;
    this.events = events;
  }

  List<Task> all() {
    return table.live();
  }

  Task get(String id) {
    return table
        .find(id)
        .filter(task -> !task.isDeleted())
        .orElseThrow(() -> ProblemException.taskNotFound(id));
  }

  Task create(TaskInput input) {
    Instant now = now(null);
    Task task =
        new Task(
            input.id() == null ? UUID.randomUUID().toString() : input.id(),
            String.valueOf(input.title()),
            input.description(),
            Boolean.TRUE.equals(input.completed()),
            now,
            now,
            false,
            PENDING,
            null,
            null,
            null);
    return write("create", () -> inPlaceOf(table.find(task.id()), task));
  }

  /** What was deleted may be made anew under its id; the change comes after the deletion. */
  private Task inPlaceOf(Optional<Task> existing, Task made) {
    if (existing.isEmpty()) {
      return made;
    }
    Task before = existing.get();
    if (!before.isDeleted()) {
      throw ProblemException.of(
          HttpStatus.CONFLICT,
          "TaskAlreadyExists",
          "There is a task " + made.id() + " already. PUT changes it.");
    }
    return new Task(
        made.id(),
        made.title(),
        made.description(),
        made.completed(),
        before.createdAt(),
        now(before),
        false,
        PENDING,
        before.serverId(),
        before.lastSyncedAt(),
        before.version());
  }

  Task change(String id, TaskInput input) {
    return write(
        "update",
        () -> {
          Task task = get(id);
          return new Task(
              id,
              input.title() == null ? task.title() : input.title(),
              input.describes() ? input.description() : task.description(),
              input.completed() == null ? task.completed() : input.completed(),
              task.createdAt(),
              now(task),
              false,
              PENDING,
              task.serverId(),
              task.lastSyncedAt(),
              task.version());
        });
  }

  void delete(String id) {
    write(
        "delete",
        () -> {
          Task task = get(id);
          return new Task(
              id,
              task.title(),
              task.description(),
              task.completed(),
              task.createdAt(),
              now(task),
              true,
              PENDING,
              task.serverId(),
              task.lastSyncedAt(),
              task.version());
        });
  }

  private interface Change {
    Task make();
  }

  private Task write(String operation, Change change) {
    Task written =
        transaction.execute(
            status -> {
              Task task = change.make();
              table.write(task);
              queue.add(operation, TaskSnapshot.of(task), task.id(), task.updatedAt());
              return table.find(task.id()).orElseThrow();
            });
    events.publishEvent(new TaskChanged(written.id()));
    return written;
  }

  /**
   * A change comes after whatever this device has seen of the task, also when its clock is behind:
   * so the server does not take what was made in knowledge for something older.
   */
  private Instant now(@Nullable Task seen) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return seen == null || now.isAfter(seen.updatedAt())
        ? now
        : seen.updatedAt().plusMillis(1).truncatedTo(ChronoUnit.MILLIS);
  }
}
