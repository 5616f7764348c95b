package dev.fieldsync.taskagent.task;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The task at the time of an operation, in the form in which it is sent. */
final class TaskSnapshot {

  private TaskSnapshot() {}

  static String of(Task task) {
    ObjectNode data = JsonNodeFactory.instance.objectNode();
    data.put("title", task.title());
    data.put("description", task.description());
    data.put("completed", task.completed());
    data.put("created_at", task.createdAt().toString());
    data.put("updated_at", task.updatedAt().toString());
    if (task.version() != null && task.version() > 0) {
      data.put("version", task.version());
    }
    return data.toString();
  }
}
