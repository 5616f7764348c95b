package dev.fieldsync.shared.update;

import com.fasterxml.jackson.annotation.JsonValue;

/** What kind of change made a version. */
public enum Source {
  /** A person changed the template. */
  USER("user"),
  /** The background processor derived something; it touches no key that a person wrote. */
  BACKGROUND("background"),
  /** A person went back to an earlier version. */
  ROLLBACK("rollback");

  private final String code;

  Source(String code) {
    this.code = code;
  }

  /** Returns the source of a requested operation. */
  public static Source of(Operation operation) {
    return operation == Operation.ROLLBACK ? ROLLBACK : USER;
  }

  /** Returns the name in JSON and in the database. */
  @JsonValue
  public String code() {
    return code;
  }
}
