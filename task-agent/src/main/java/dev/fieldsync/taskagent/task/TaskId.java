package dev.fieldsync.taskagent.task;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Ids as they come in. */
public final class TaskId {

  private TaskId() {}

  /** Returns an id in its usual form, empty when it is none. */
  public static Optional<String> parse(JsonNode id) {
    if (!id.isString()) {
      return Optional.empty();
    }
    try {
      String text = UUID.fromString(id.stringValue()).toString();
      // Java also reads shortened forms.
      return text.equalsIgnoreCase(id.stringValue()) ? Optional.of(text) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Returns the form in which an id of a path would be stored; no id stays no id. */
  static String inUsualForm(String id) {
    return id.toLowerCase(Locale.ROOT);
  }
}
