package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.queue.DeadLetterDropped;
import dev.fieldsync.taskagent.queue.SyncQueue;
import dev.fieldsync.taskagent.task.Task;
import dev.fieldsync.taskagent.task.TaskTable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets a task become what the server has when the last change that was made of it here is given up.
 * Only the server knows what that is, so the next pull begins anew; of all other tasks this device
 * knows that it has seen them. What the server never had is gone at once. Belongs into the
 * transaction that gives the change up.
 */
@Component
class FetchAgain {

  private final SyncQueue queue;
  private final TaskTable tasks;
  private final SyncState state;

  FetchAgain(SyncQueue queue, TaskTable tasks, SyncState state) {
    this.queue = queue;
    this.tasks = tasks;
    this.state = state;
  }

  @EventListener
  void dropped(DeadLetterDropped dropped) {
    String id = dropped.taskId();
    Task task = tasks.find(id).orElseThrow();
    if (queue.hasAnyOf(id)) {
      // The answer to what is left brings what the task is.
      return;
    }
    if (task.version() == null && task.serverId() == null) {
      tasks.delete(id);
    } else {
      tasks.forgetVersion(id);
    }
    state.setPosition(new SyncState.Position(null, true));
  }
}
