package dev.fieldsync.gateway.deadletter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What people have decided: waiting to replayed or dropped; replayed and dropped are final. */
enum DeadLetterStatus {
  WAITING("waiting"),
  REPLAYED("replayed"),
  DROPPED("dropped");

  private final String code;

  DeadLetterStatus(String code) {
    this.code = code;
  }

  /** Returns the name in JSON and in the database. */
  @JsonValue
  String code() {
    return code;
  }

  static Optional<DeadLetterStatus> of(String code) {
    return Arrays.stream(values()).filter(status -> status.code.equals(code)).findFirst();
  }
}
