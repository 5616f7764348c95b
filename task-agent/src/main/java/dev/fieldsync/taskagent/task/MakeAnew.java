package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.queue.OldChangeReplayed;
import java.util.List;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes an old change of a task once more, as a change of the task as it is now. */
@Component
class MakeAnew {

  private static final List<String> WRITTEN = List.of("title", "description", "completed");

  private final Tasks tasks;
  private final JsonMapper json;

  MakeAnew(Tasks tasks, JsonMapper json) {
    this.tasks = tasks;
    this.json = json;
  }

  @EventListener
  void replayed(OldChangeReplayed old) {
    if (old.operation().equals("delete")) {
      tasks.delete(old.taskId());
      return;
    }
    ObjectNode fields = ((ObjectNode) json.readTree(old.data())).retain(WRITTEN);
    tasks.change(old.taskId(), TaskInput.read(fields, false));
  }
}
