package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.queue.QueuedOperation;
import dev.fieldsync.taskagent.queue.SyncQueue;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Takes over what another program of this device has done by itself: the later change stands here
 * too, and goes to the server under the id that it has. Thread-safe.
 */
@Component
public class TakeOver {

  private static final String DELETE = "delete";

  private final TaskTable table;
  private final SyncQueue queue;

  TakeOver(TaskTable table, SyncQueue queue) {
    this.table = table;
    this.queue = queue;
  }

  /**
   * An operation that was made elsewhere.
   *
   * @param id its identity
   * @param action {@code create}, {@code update} or {@code delete}
   * @param createdAt as it was sent
   * @param updatedAt when it happened
   * @param version the server's version that its maker had seen
   */
  public record Operation(
      String id,
      String taskId,
      String action,
      TaskInput input,
      String createdAt,
      Instant updatedAt,
      @Nullable Long version) {}

  /** What became of one. */
  public enum Outcome {
    /** It is queued, and what the task is now. */
    TAKEN,
    /** It is here already. */
    KNOWN,
    /** A later change stands; this one is not sent. */
    SUPERSEDED,
    /** Another operation is here under its id. */
    REUSED,
    /** There is no such task, and too little to make one. */
    NOTHING_TO_CHANGE
  }

  /** Takes one over; belongs into a transaction. */
  public Outcome takeOver(Operation operation) {
    Optional<QueuedOperation> queued = queue.find(operation.id());
    if (queued.isPresent()) {
      return isSame(queued.get(), operation) ? Outcome.KNOWN : Outcome.REUSED;
    }
    Task before = table.find(operation.taskId()).orElse(null);
    if (before == null && operation.input().title() == null) {
      return Outcome.NOTHING_TO_CHANGE;
    }
    Task after = after(before, operation);
    if (before != null && !isLater(operation, before)) {
      return after.saysTheSameAs(before) ? Outcome.KNOWN : Outcome.SUPERSEDED;
    }
    table.write(after);
    queue.add(
        operation.id(),
        operation.action(),
        data(before, after, operation),
        operation.taskId(),
        operation.createdAt());
    return Outcome.TAKEN;
  }

  /** A deletion carries nothing of what the task was. */
  private static boolean isSame(QueuedOperation queued, Operation operation) {
    return queued.taskId().equals(operation.taskId())
        && queued.operation().equals(operation.action())
        && (operation.action().equals(DELETE)
            || OperationData.carries(queued.data(), operation.input(), operation.updatedAt()));
  }

  /** At the same time a deletion wins. */
  private static boolean isLater(Operation operation, Task before) {
    int order = operation.updatedAt().compareTo(before.updatedAt());
    return order > 0 || (order == 0 && operation.action().equals(DELETE) && !before.isDeleted());
  }

  private String data(@Nullable Task before, Task after, Operation operation) {
    if (operation.action().equals(DELETE)) {
      return OperationData.deletion(after);
    }
    return before != null && (OperationData.isOnServer(before) || table.awaitsFetch(before.id()))
        ? OperationData.wanted(operation.input(), after)
        : OperationData.whole(after);
  }

  private static Task after(@Nullable Task before, Operation operation) {
    TaskInput input = operation.input();
    String title = input.title();
    if (title == null) {
      title = before == null ? "" : before.title();
    }
    return new Task(
        operation.taskId(),
        title,
        before == null || input.describes() ? input.description() : before.description(),
        input.completed() == null
            ? before != null && before.completed()
            : Boolean.TRUE.equals(input.completed()),
        before == null ? operation.updatedAt() : before.createdAt(),
        operation.updatedAt(),
        operation.action().equals(DELETE),
        "pending",
        null,
        null,
        operation.version());
  }
}
