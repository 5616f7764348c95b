package dev.fieldsync.fieldprocessor.derivation;

/** The kinds of problems; their codes are stable, their messages are not. */
enum ProblemCode {
  KEY_WRITTEN_BY_USER("key-written-by-user"),
  SELECT_WITHOUT_OPTIONS("select-without-options"),
  DEFAULT_NOT_AMONG_OPTIONS("default-not-among-options"),
  OVERRIDE_NOT_AMONG_OPTIONS("override-not-among-options"),
  CONTRADICTING_BOUNDS("contradicting-bounds"),
  FIELD_IN_NO_SECTION("field-in-no-section"),
  DUPLICATE_LABEL("duplicate-label"),
  SECTION_NAMES_UNKNOWN_FIELD("section-names-unknown-field"),
  VARIANT_OVERRIDES_UNKNOWN_FIELD("variant-overrides-unknown-field"),
  MORE_SECTIONS("more-sections"),
  MORE_PROBLEMS("more-problems");

  private final String code;

  ProblemCode(String code) {
    this.code = code;
  }

  /** Returns the code in JSON. */
  String code() {
    return code;
  }
}
