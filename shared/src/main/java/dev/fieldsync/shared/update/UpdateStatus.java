package dev.fieldsync.shared.update;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;

/** Where an update stands. Every status but {@link #PENDING} is final. */
public enum UpdateStatus {
  /** Accepted and durable in the request log; not decided yet. */
  PENDING("pending"),
  /** Written; it has a version and a history entry. */
  APPLIED("applied"),
  /** Its precondition did not hold, or another update holds what it wants; nothing was written. */
  CONFLICT("conflict"),
  /** It can never be applied as it is; nothing was written. */
  REJECTED("rejected"),
  /**
   * It could not be applied although it was acceptable; nothing was written, sending it again may
   * help.
   */
  FAILED("failed");

  private final String code;

  UpdateStatus(String code) {
    this.code = code;
  }

  /** Returns the name in JSON and in the database. */
  @JsonValue
  public String code() {
    return code;
  }

  /**
   * Returns the status of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static UpdateStatus of(String code) {
    return Arrays.stream(values())
        .filter(status -> status.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("No update status is called " + code));
  }
}
