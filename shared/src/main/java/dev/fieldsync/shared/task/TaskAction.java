package dev.fieldsync.shared.task;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What an operation does to its task; a later constant wins over an earlier one of equal time. */
public enum TaskAction {
  /** Makes the task; if it exists this is an update. */
  CREATE("create"),
  /** Changes the task, and brings a deleted one back. */
  UPDATE("update"),
  /** Leaves a tombstone. */
  DELETE("delete");

  private final String code;

  TaskAction(String code) {
    this.code = code;
  }

  /** Returns the name in JSON and in the database. */
  @JsonValue
  public String code() {
    return code;
  }

  /** Returns the action of that name, empty when there is none. */
  public static Optional<TaskAction> of(String code) {
    return Arrays.stream(values()).filter(action -> action.code.equals(code)).findFirst();
  }
}
