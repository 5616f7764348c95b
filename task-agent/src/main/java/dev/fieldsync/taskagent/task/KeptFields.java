package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.problem.ProblemException;
import dev.fieldsync.taskagent.problem.Violation;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a task that nobody sets: the agent and the server keep them. A task may be sent
 * back as it was read; what says anything else of these fields is refused, not overheard.
 */
final class KeptFields {

  /** A sync changes these while the task stays as a person made it. */
  private static final Set<String> OF_THE_SYNC =
      Set.of("sync_status", "server_id", "last_synced_at", "version");

  private KeptFields() {}

  /**
   * Checks what was sent of a task. When it names the {@code updated_at} that the task has, it was
   * read after the last change, and what only a sync changes may be older.
   *
   * @throws ProblemException 400 that names each field which says something else than the task does
   */
  static void requireUnchanged(ObjectNode sent, Task task) {
    ObjectNode kept = of(task);
    boolean asRead = isSame(sent.path("updated_at"), kept.path("updated_at"));
    List<Violation> violations =
        kept.propertyNames().stream()
            .filter(name -> sent.has(name) && !isSame(sent.path(name), kept.path(name)))
            .filter(name -> !(asRead && OF_THE_SYNC.contains(name)))
            .map(name -> new Violation("/" + name, whatToDo(name)))
            .toList();
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
  }

  private static String whatToDo(String name) {
    return switch (name) {
      case "id" -> "must be the id in the path, or be left out";
      case "is_deleted" -> "cannot be set: leave it out; DELETE /api/tasks/{id} deletes a task";
      default ->
          "is kept by the agent, and is not what was sent: leave it out, or read the task again";
    };
  }

  private static ObjectNode of(Task task) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("id", task.id())
        .put("created_at", task.createdAt().toString())
        .put("updated_at", task.updatedAt().toString())
        .put("is_deleted", task.isDeleted())
        .put("sync_status", task.syncStatus())
        .put("server_id", task.serverId())
        .put("last_synced_at", task.lastSyncedAt() == null ? null : task.lastSyncedAt().toString())
        .put("version", task.version());
  }

  private static boolean isSame(JsonNode sent, JsonNode kept) {
    return sent.toString().equalsIgnoreCase(kept.toString()) || isSameTime(sent, kept);
  }

  /** One moment has many spellings. */
  private static boolean isSameTime(JsonNode sent, JsonNode kept) {
    try {
      return OffsetDateTime.parse(sent.asString(""))
          .isEqual(OffsetDateTime.parse(kept.asString("")));
    } catch (DateTimeException e) {
      return false;
    }
  }
}
