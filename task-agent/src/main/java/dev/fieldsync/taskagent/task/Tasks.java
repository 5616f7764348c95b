package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.problem.ProblemException;
import dev.fieldsync.taskagent.queue.SyncQueue;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
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
    return write(
        task.id(),
        () -> {
          Task made = inPlaceOf(table.find(task.id()), task);
          KeptFields.requireUnchanged(input.sent(), made);
          return Optional.of(new Change("create", made, OperationData.whole(made)));
        });
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

  /**
   * Changes a task; a change that changes nothing is none, and leaves no trace. What a task is that
   * is to be fetched again nobody here knows, so all counts that is wanted of it, and nothing else.
   */
  Task change(String id, TaskInput input) {
    return write(
        id,
        () -> {
          Task before = get(id);
          KeptFields.requireUnchanged(input.sent(), before);
          Task after =
              new Task(
                  id,
                  input.title() == null ? before.title() : input.title(),
                  input.describes() ? input.description() : before.description(),
                  input.completed() == null ? before.completed() : input.completed(),
                  before.createdAt(),
                  now(before),
                  false,
                  PENDING,
                  before.serverId(),
                  before.lastSyncedAt(),
                  before.version());
          if (table.awaitsFetch(id)) {
            return input.setsAnything()
                ? Optional.of(new Change("update", after, OperationData.wanted(input, after)))
                : Optional.empty();
          }
          return after.saysTheSameAs(before)
              ? Optional.empty()
              : Optional.of(new Change("update", after, OperationData.changed(before, after)));
        });
  }

  void delete(String id) {
    write(
        id,
        () -> {
          Task before = get(id);
          Task after =
              new Task(
                  id,
                  before.title(),
                  before.description(),
                  before.completed(),
                  before.createdAt(),
                  now(before),
                  true,
                  PENDING,
                  before.serverId(),
                  before.lastSyncedAt(),
                  before.version());
          return Optional.of(new Change("delete", after, OperationData.deletion(after)));
        });
  }

  /**
   * A change of a task.
   *
   * @param task as it is then
   * @param data what is sent of it
   */
  private record Change(String operation, Task task, String data) {}

  private Task write(String id, Supplier<Optional<Change>> change) {
    return transaction.execute(
        status -> {
          change.get().ifPresent(this::write);
          return table.find(id).orElseThrow();
        });
  }

  private void write(Change change) {
    Task task = change.task();
    table.write(task);
    queue.add(change.operation(), change.data(), task.id(), task.updatedAt());
    events.publishEvent(new TaskChanged(task.id()));
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
