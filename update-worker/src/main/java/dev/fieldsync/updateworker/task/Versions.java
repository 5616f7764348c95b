package dev.fieldsync.updateworker.task;

import dev.fieldsync.shared.task.TaskOwner;
import java.util.HashMap;
import java.util.Map;

/** The counters of owners whose locks this transaction holds. Not thread-safe. */
final class Versions {

  private final Map<TaskOwner, Long> last;

  Versions(Map<TaskOwner, Long> last) {
    this.last = new HashMap<>(last);
  }

  /** Returns the owner's next version. */
  long next(TaskOwner owner) {
    return last.merge(owner, 1L, Long::sum);
  }

  /** Returns the last version of each owner. */
  Map<TaskOwner, Long> last() {
    return Map.copyOf(last);
  }
}
