package dev.fieldsync.shared.update;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * One attempt to apply an update.
 *
 * @param attempt its number, from 1
 * @param delayMs how long the worker waited before it, in milliseconds
 * @param outcome how it ended
 */
public record Attempt(int attempt, long delayMs, Outcome outcome) {

  /** How an attempt ended. */
  public enum Outcome {
    /** The update was written. */
    APPLIED("applied"),
    /** The update was refused for good. */
    REFUSED("refused"),
    /** Another writer changed the template between our read and our write. */
    VERSION_MISS("version-miss"),
    /** The database did not let it through: a lock held too long, a deadlock, a lost connection. */
    DATABASE_ERROR("database-error");

    private final String code;

    Outcome(String code) {
      this.code = code;
    }

    /** Returns the name in JSON. */
    @JsonValue
    public String code() {
      return code;
    }
  }
}
