package dev.fieldsync.taskagent.task;

import dev.fieldsync.taskagent.problem.ProblemException;
import dev.fieldsync.taskagent.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person wants of a task, checked as the server will check it.
 *
 * @param id the wanted id of a new task
 * @param describes whether the description is meant, be it {@code null}
 * @param sent all of the body
 */
public record TaskInput(
    @Nullable String id,
    @Nullable String title,
    boolean describes,
    @Nullable String description,
    @Nullable Boolean completed,
    ObjectNode sent) {

  private static final int MAX_TITLE_LENGTH = 500;
  private static final int MAX_DESCRIPTION_LENGTH = 10_000;

  private static final Set<String> KNOWN = Set.of("id", "title", "description", "completed");

  /** What a task has besides, and nobody sets. */
  private static final Set<String> KEPT =
      Set.of(
          "created_at",
          "updated_at",
          "is_deleted",
          "sync_status",
          "server_id",
          "last_synced_at",
          "version");

  /**
   * Reads a body.
   *
   * @param titleNeeded whether a title must be there
   * @throws ProblemException that names each field and what is wrong with it
   */
  public static TaskInput read(JsonNode body, boolean titleNeeded) {
    if (!(body instanceof ObjectNode fields)) {
      throw ProblemException.invalid(
          List.of(new Violation("", "must be a JSON object with the task's fields")));
    }
    List<Violation> violations = new ArrayList<>();
    fields.propertyNames().stream()
        .filter(name -> !KNOWN.contains(name) && !KEPT.contains(name))
        .forEach(
            name -> violations.add(new Violation("/" + name, "is not known here: leave it out")));
    String title = text(fields, "title", MAX_TITLE_LENGTH, violations);
    if (violations.stream().noneMatch(each -> each.path().equals("/title"))
        && (fields.has("title") ? title == null || title.isBlank() : titleNeeded)) {
      violations.add(new Violation("/title", "must be a text of 1 to 500 characters, not blank"));
    }
    String description = text(fields, "description", MAX_DESCRIPTION_LENGTH, violations);
    JsonNode completed = fields.get("completed");
    if (completed != null && !completed.isBoolean()) {
      violations.add(new Violation("/completed", "must be true or false"));
    }
    Optional<String> id = id(fields, violations);
    if (!violations.isEmpty()) {
      throw ProblemException.invalid(violations);
    }
    return new TaskInput(
        id.orElse(null),
        title,
        fields.has("description"),
        description,
        completed == null ? null : completed.booleanValue(),
        fields);
  }

  /** Says whether anything is wanted of a task that is there. */
  boolean setsAnything() {
    return title != null || describes || completed != null;
  }

  private static Optional<String> id(ObjectNode fields, List<Violation> violations) {
    JsonNode id = fields.get("id");
    if (id == null) {
      return Optional.empty();
    }
    Optional<String> read = TaskId.parse(id);
    if (read.isEmpty()) {
      violations.add(new Violation("/id", "must be a UUID"));
    }
    return read;
  }

  private static @Nullable String text(
      ObjectNode fields, String name, int maxLength, List<Violation> violations) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    String text = value.isString() ? value.stringValue() : "";
    if (!value.isString() || text.codePointCount(0, text.length()) > maxLength) {
      violations.add(
          new Violation("/" + name, "must be a text of at most " + maxLength + " characters"));
    } else if (text.codePoints().anyMatch(TaskInput::isUnstorable)) {
      violations.add(new Violation("/" + name, "contains U+0000 or half of a surrogate pair"));
    }
    return text;
  }

  private static boolean isUnstorable(int character) {
    return character == 0 || Character.getType(character) == Character.SURROGATE;
  }
}
