package dev.fieldsync.shared.update;

import com.fasterxml.jackson.annotation.JsonValue;

/** What an update request asks for. */
public enum Operation {
  /** A new template; the patch is the whole document. */
  CREATE("create"),
  /** A JSON Merge Patch over the stored template. */
  MERGE("merge"),
  /** RFC 6902 operations on the stored template, in the form in which people read it. */
  JSON_PATCH("json-patch"),
  /** Back to what an earlier version held; the patch is {@code {"toVersion": ...}}. */
  ROLLBACK("rollback");

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
