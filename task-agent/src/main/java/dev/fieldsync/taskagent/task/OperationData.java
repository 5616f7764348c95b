package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.json.CanonicalJson;
import java.time.Instant;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an operation carries, in the form in which it is sent, canonical JSON. Of a task that the
 * server has these are the fields that were changed and no others: this device's copy of the others
 * may be old, and would undo what somebody else did to them.
 */
public final class OperationData {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private OperationData() {}

  /** Returns all of a task, for a server that may not have it. */
  static String whole(Task task) {
    return CanonicalJson.of(content(task).setAll(moment(task)));
  }

  /**
   * Returns an operation on a task that the server does not have any more, as one that makes it
   * again as this device has it.
   *
   * @param data of the operation; what says when it happened stays
   */
  public static String madeAgain(Task task, String data) {
    ObjectNode again = content(task);
    JsonNode at = JSON.readTree(data).get("updated_at");
    return CanonicalJson.of(again.set("updated_at", at));
  }

  /**
   * Returns the task that an operation makes which carries all of it.
   *
   * @param settled what the server adds
   */
  public static Task task(String data, Settled settled) {
    JsonNode carried = JSON.readTree(data);
    JsonNode description = carried.path("description");
    return new Task(
        settled.id(),
        carried.path("title").asString(""),
        description.isString() ? description.stringValue() : null,
        carried.path("completed").asBoolean(false),
        Instant.parse(carried.path("created_at").asString("")),
        settled.updatedAt() == null
            ? Instant.parse(carried.path("updated_at").asString(""))
            : settled.updatedAt(),
        false,
        "synced",
        settled.serverId(),
        null,
        settled.version());
  }

  /** Returns what a change has changed. */
  static String changed(Task before, Task after) {
    if (!isOnServer(before)) {
      return whole(after);
    }
    ObjectNode data = moment(after);
    if (!before.title().equals(after.title())) {
      data.put("title", after.title());
    }
    if (!Objects.equals(before.description(), after.description())) {
      data.put("description", after.description());
    }
    if (before.completed() != after.completed()) {
      data.put("completed", after.completed());
    }
    return CanonicalJson.of(data);
  }

  /** Returns what somebody wanted of a task that the server has. */
  static String wanted(TaskInput input, Task after) {
    return CanonicalJson.of(moment(after).setAll(fields(input)));
  }

  /** Says whether what an operation carries is all that somebody wanted at a time. */
  static boolean carries(String data, TaskInput input, Instant at) {
    JsonNode carried = JSON.readTree(data);
    ObjectNode wanted = fields(input).put("updated_at", at.toString());
    return wanted.properties().stream()
        .allMatch(each -> each.getValue().equals(carried.get(each.getKey())));
  }

  private static ObjectNode fields(TaskInput input) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    if (input.title() != null) {
      fields.put("title", input.title());
    }
    if (input.describes()) {
      fields.put("description", input.description());
    }
    if (input.completed() != null) {
      fields.put("completed", input.completed());
    }
    return fields;
  }

  /** Returns a deletion: what the task was stays on the server as it is there. */
  static String deletion(Task after) {
    return CanonicalJson.of(moment(after));
  }

  /** Says whether this device has seen it there, since it pulled all the last time. */
  static boolean isOnServer(Task task) {
    return task.version() != null && task.version() > 0;
  }

  private static ObjectNode content(Task task) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("title", task.title())
        .put("description", task.description())
        .put("completed", task.completed())
        .put("created_at", task.createdAt().toString());
  }

  private static ObjectNode moment(Task task) {
    ObjectNode moment = JsonNodeFactory.instance.objectNode();
    moment.put("updated_at", task.updatedAt().toString());
    if (isOnServer(task)) {
      moment.put("version", task.version());
    }
    return moment;
  }
}
