package dev.fieldsync.gateway.campaign.creation;

import dev.fieldsync.campaigns.workflow.KnownNames;
import dev.fieldsync.gateway.problem.ProblemException;
import dev.fieldsync.shared.json.JsonPath;
import dev.fieldsync.shared.template.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads members of an object and collects everything that is wrong. Not thread-safe. */
final class Fields {

  private static final int MAX_TOLD = 100;

  private final ObjectNode object;
  private final List<Violation> wrong = new ArrayList<>();

  Fields(ObjectNode object) {
    this.object = object;
  }

  void wrong(String path, String message) {
    if (wrong.size() < MAX_TOLD) {
      wrong.add(new Violation(path, message));
    }
  }

  void requireOnly(KnownNames known, String parent, ObjectNode of) {
    for (String name : of.propertyNames()) {
      if (!known.has(name)) {
        wrong(JsonPath.child(parent, name), known.unknown(name));
      }
    }
  }

  /** Returns a member; {@code null} when it is missing or null. */
  @Nullable JsonNode get(String name) {
    JsonNode value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String text(String name, int maxLength) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()
        || value.stringValue().isBlank()
        || value.stringValue().length() > maxLength) {
      wrong("/" + name, "must be text of 1 to %d characters, not blank".formatted(maxLength));
      return null;
    }
    return value.stringValue();
  }

  @Nullable Integer number(String name, int max) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToInt()
        || value.intValue() < 1
        || value.intValue() > max) {
      wrong("/" + name, "must be a whole number from 1 to " + max);
      return null;
    }
    return value.intValue();
  }

  @Nullable Duration duration(String name, Duration min, Duration max) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(value.asString(""));
      if (duration.compareTo(min) >= 0 && duration.compareTo(max) <= 0) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Told below.
    }
    wrong(
        "/" + name,
        "must be an ISO 8601 duration, such as \"PT48H\", from %s to %s".formatted(min, max));
    return null;
  }

  @Nullable Instant time(String name, Instant latest) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    try {
      Instant time = OffsetDateTime.parse(value.asString("")).toInstant();
      if (time.isBefore(latest)) {
        return time;
      }
    } catch (DateTimeException e) {
      // Told below.
    }
    wrong("/" + name, "must be a time such as \"2026-12-01T08:00:00Z\", before " + latest);
    return null;
  }

  @Nullable ObjectNode object(String name) {
    JsonNode value = get(name);
    if (value == null || value instanceof ObjectNode) {
      return (ObjectNode) value;
    }
    wrong("/" + name, "must be an object");
    return null;
  }

  /**
   * Refuses what is wrong.
   *
   * @throws ProblemException 400 that names every place
   */
  void requireRight() {
    if (!wrong.isEmpty()) {
      throw ProblemException.invalid(
          "The campaign is not valid, nothing was made: %s %s."
              .formatted(wrong.get(0).path(), wrong.get(0).message()),
          wrong);
    }
  }
}
