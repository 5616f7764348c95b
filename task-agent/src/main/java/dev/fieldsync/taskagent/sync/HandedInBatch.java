package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.json.CanonicalJson;
import dev.fieldsync.taskagent.problem.ProblemException;
import dev.fieldsync.taskagent.problem.Violation;
import dev.fieldsync.taskagent.task.TakeOver;
import dev.fieldsync.taskagent.task.TaskId;
import dev.fieldsync.taskagent.task.TaskInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A batch that another program of this device hands in, in the form in which the server takes one.
 * What is wrong with the batch refuses all of it; what is wrong with an item concerns that item.
 */
final class HandedInBatch {

  private static final int MAX_ITEMS = 500;
  private static final Instant EARLIEST = Instant.EPOCH;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");
  private static final Set<String> ACTIONS = Set.of("create", "update", "delete");

  private HandedInBatch() {}

  /**
   * One item.
   *
   * @param operation {@code null} when it is not acceptable
   * @param problem what is wrong with it
   */
  record Item(
      String clientId, TakeOver.@Nullable Operation operation, String data, String problem) {}

  /**
   * Reads a batch.
   *
   * @throws ProblemException when it is not acceptable as a whole
   */
  static List<Item> read(JsonNode body) {
    JsonNode items = body.path("items");
    if (!items.isArray() || items.isEmpty() || items.size() > MAX_ITEMS) {
      throw invalid("/items", "must be a list of 1 to " + MAX_ITEMS + " operations");
    }
    BatchChecksum checksum = new BatchChecksum();
    for (int i = 0; i < items.size(); i++) {
      addTo(checksum, items.get(i), "/items/" + i);
    }
    if (!checksum.hex().equals(body.path("checksum").asString(""))) {
      throw invalid("/checksum", "is not that of the items; nothing was taken over");
    }
    List<Item> read = new ArrayList<>(items.size());
    items.forEach(item -> read.add(item(item)));
    return read;
  }

  private static void addTo(BatchChecksum checksum, JsonNode item, String path) {
    if (!item.isObject()) {
      throw invalid(path, "must be an object");
    }
    try {
      checksum.add(
          item.path("id").asString(""),
          item.path("task_id").asString(""),
          item.path("operation").asString(""),
          item.path("created_at").asString(""),
          CanonicalJson.of(item.path("data")));
    } catch (IllegalArgumentException e) {
      throw invalid(path + "/data", "has a number that is too large for the checksum");
    }
  }

  private static ProblemException invalid(String path, String message) {
    return ProblemException.invalid(List.of(new Violation(path, message)));
  }

  private static Item item(JsonNode item) {
    String clientId = item.path("id").asString("");
    JsonNode data = item.path("data");
    try {
      return new Item(clientId, operation(item, data), data.toString(), "");
    } catch (ProblemException e) {
      return new Item(clientId, null, data.toString(), String.valueOf(e.getMessage()));
    }
  }

  private static TakeOver.Operation operation(JsonNode item, JsonNode data) {
    String action = item.path("operation").asString("");
    if (!ACTIONS.contains(action)) {
      throw invalid("/operation", "must be create, update or delete");
    }
    if (!data.isObject()) {
      throw invalid("/data", "must be an object with the task's fields");
    }
    Instant createdAt =
        time(item, "created_at").orElseThrow(() -> invalid("/created_at", "is missing"));
    JsonNode version = data.path("version");
    return new TakeOver.Operation(
        id(item, "id"),
        id(item, "task_id"),
        action,
        TaskInput.read(data, action.equals("create")),
        item.path("created_at").asString(""),
        time(data, "updated_at").orElse(createdAt),
        version.isIntegralNumber() ? version.longValue() : null);
  }

  private static String id(JsonNode item, String name) {
    return TaskId.parse(item.path(name)).orElseThrow(() -> invalid("/" + name, "must be a UUID"));
  }

  private static Optional<Instant> time(JsonNode fields, String name) {
    JsonNode value = fields.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    Instant time;
    try {
      time = OffsetDateTime.parse(value.asString("")).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw invalid("/" + name, "must be a time in ISO 8601 with its offset");
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      // The server would never take it.
      throw invalid("/" + name, "must lie between 1970 and 9999");
    }
    return Optional.of(time);
  }
}
