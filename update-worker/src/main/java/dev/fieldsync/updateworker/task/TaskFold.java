package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskAction;
import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.task.WriteStamp;
import dev.fieldsync.updateworker.task.Decision.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Folds operations into tasks, in order, in memory. Not thread-safe. */
final class TaskFold {

  private final Set<TaskKey> existed;
  private final Map<TaskKey, StoredTask> stored;
  private final Versions versions;
  private final Map<KnownOperations.Key, String> digests = new HashMap<>();
  private final Map<TaskKey, StoredTask> changed = new LinkedHashMap<>();
  private final List<Decision> decisions = new ArrayList<>();

  /**
   * Begins with what is stored.
   *
   * @param stored the tasks, by key
   * @param known the operations that are decided already
   * @param versions the counters of the owners
   */
  TaskFold(Map<TaskKey, StoredTask> stored, KnownOperations known, Versions versions) {
    this.existed = Set.copyOf(stored.keySet());
    this.stored = new HashMap<>(stored);
    this.versions = versions;
    digests.putAll(known.digests());
  }

  /** Decides the next operation; one that is decided already leaves everything as it is. */
  void add(TaskOperation operation) {
    if (digests.putIfAbsent(KnownOperations.Key.of(operation), operation.digest()) != null) {
      return;
    }
    TaskKey key = TaskKey.of(operation);
    StoredTask current = stored.get(key);
    if (current == null && operation.action() == TaskAction.UPDATE && !canMakeTask(operation)) {
      decisions.add(
          Decision.rejected(
              operation, null, "There is no task " + operation.taskId() + " to change."));
      return;
    }
    decisions.add(decide(operation, key, current));
  }

  /**
   * Who had seen the task here changes a part of it; now that it is gone, half a task would hide
   * that the rest is missing. The sender has all of it and can create it again.
   */
  private static boolean canMakeTask(TaskOperation operation) {
    return operation.baseVersion() == null
        ? operation.change().title() != null
        : operation.change().carriesEverything();
  }

  private Decision decide(TaskOperation operation, TaskKey key, @Nullable StoredTask current) {
    if (current == null) {
      return apply(operation, key, null, operation.stamp());
    }
    WriteStamp stamp =
        current.wasThereBefore(operation)
            ? operation.stamp().after(current.stamp())
            : operation.stamp();
    if (!stamp.beats(current.stamp())) {
      return new Decision(
          operation,
          Status.SUPERSEDED,
          current,
          null,
          current.isKnownTo(operation) ? null : current);
    }
    return apply(operation, key, current, stamp);
  }

  private Decision apply(
      TaskOperation operation, TaskKey key, @Nullable StoredTask current, WriteStamp stamp) {
    StoredTask after =
        new StoredTask(
            key,
            current == null ? UUID.randomUUID() : current.serverId(),
            operation
                .change()
                .over(current == null ? null : current.content(), operation.updatedAt()),
            stamp,
            operation.device(),
            versions.next(key.owner()));
    stored.put(key, after);
    changed.put(key, after);
    boolean conflict = current != null && !current.isKnownTo(operation);
    return new Decision(operation, Status.APPLIED, after, null, conflict ? current : null);
  }

  /** Returns the tasks that did not exist. */
  List<StoredTask> made() {
    return changed.values().stream().filter(task -> !existed.contains(task.key())).toList();
  }

  /** Returns the tasks that existed and are something else now. */
  List<StoredTask> changed() {
    return changed.values().stream().filter(task -> existed.contains(task.key())).toList();
  }

  /** Returns what was decided, in order; without operations that were decided before. */
  List<Decision> decisions() {
    return decisions;
  }
}
