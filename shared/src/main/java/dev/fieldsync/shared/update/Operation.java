package dev.fieldsync.shared.update;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an update request asks for. */
public enum Operation {
  /** A new template; the patch is the whole document. */
  CREATE("create"),
  /** A JSON Merge Patch over the stored template. */
  MERGE("merge");

  private final String code;

  Operation(String code) {
    this.code = code;
  }

  /** Returns the name in JSON and in the database. */
  @JsonValue
  public String code() {
    return code;
  }
}
