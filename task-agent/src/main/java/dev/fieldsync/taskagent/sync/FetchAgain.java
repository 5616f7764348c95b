package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.queue.DeadLetterDropped;
import dev.fieldsync.taskagent.queue.SyncQueue;
import dev.fieldsync.taskagent.task.Task;
import dev.fieldsync.taskagent.task.TaskTable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets a task become what the server has when a change that was made of it here is given up. Only
 * the server knows what that is: the answer to what is left of the task's changes brings it, or,
 * when nothing is left, the next pull, which begins anew; of all other tasks this device knows that
 * it has seen them. What the server never had is gone at once. Belongs into the transaction that
 * gives the change up.
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
    boolean neverSent = task.version() == null && task.serverId() == null;
    if (!neverSent) {
      tasks.fetchAgain(id);
    }
    if (queue.hasAnyOf(id)) {
      return;
    }
    if (neverSent) {
      tasks.delete(id);
    }
    state.setPosition(new SyncState.Position(null, true));
  }
}
