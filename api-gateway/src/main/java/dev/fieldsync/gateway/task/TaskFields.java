package dev.fieldsync.gateway.task;

import dev.fieldsync.shared.json.IsoTime;
import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.task.TaskChange;
import dev.fieldsync.shared.template.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads the fields of a task that somebody sent, and notes what is wrong with each. Not
 * thread-safe.
 */
final class TaskFields {

  static final int MAX_TITLE_LENGTH = 500;
  static final int MAX_DESCRIPTION_LENGTH = 10_000;

  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final ObjectNode fields;
  private final String path;
  private final List<Violation> violations = new ArrayList<>();

  /**
   * Begins to read.
   *
   * @param path where the fields stand in the body, a JSON Pointer
   */
  TaskFields(ObjectNode fields, String path) {
    this.fields = fields;
    this.path = path;
  }

  /** What is wrong with what was read so far. */
  List<Violation> violations() {
    return violations;
  }

  /**
   * Reads what a person can change.
   *
   * @param titleNeeded whether a title must be there
   */
  TaskChange change(boolean titleNeeded) {
    String title = text("title", MAX_TITLE_LENGTH);
    if (fields.has("title") ? (title == null || title.isBlank()) : titleNeeded) {
      note("title", "must be a text of 1 to " + MAX_TITLE_LENGTH + " characters, not blank");
    }
    JsonNode completed = fields.get("completed");
    if (completed != null && !completed.isBoolean()) {
      note("completed", "must be true or false");
    }
    return new TaskChange(
        title,
        fields.has("description"),
        text("description", MAX_DESCRIPTION_LENGTH),
        (completed != null && completed.isBoolean()) ? completed.booleanValue() : null,
        time("created_at"));
  }

  /** Reads a time that may be missing. */
  @Nullable Instant time(String name) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    try {
      Instant time =
          IsoTime.parse(value.isString() ? value.stringValue() : "").truncatedTo(ChronoUnit.MICROS);
      if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
        return time;
      }
    } catch (DateTimeException e) {
      note(name, "must be a time in ISO 8601 with its offset, such as 2026-01-31T12:00:00.000Z");
      return null;
    }
    note(name, "must lie between 1970 and 9999");
    return null;
  }

  /** Reads the version that the sender had seen. */
  @Nullable Long version() {
    JsonNode value = fields.get("version");
    if (value == null || value.isNull()) {
      return null;
    }
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return value.longValue();
    }
    note("version", "must be the version of the task that you had read, a whole number");
    return null;
  }

  /** Reads a text that may be missing or null. */
  private @Nullable String text(String name, int maxLength) {
    JsonNode value = fields.get(name);
    if (value == null || value.isNull()) {
      return null;
    }
    if (!value.isString()
        || value.stringValue().codePointCount(0, value.stringValue().length()) > maxLength) {
      note(name, "must be a text of at most " + maxLength + " characters");
      return null;
    }
    return value.stringValue();
  }

  private void note(String name, String message) {
    String place = JsonPath.child(path, name);
    if (violations.stream().noneMatch(violation -> violation.path().equals(place))) {
      violations.add(new Violation(place, message));
    }
  }
}
