package dev.fieldsync.fieldprocessor.derivation;

/** The keys that are derived for a field definition, in the order in which they are written. */
enum DerivedKey {
  PROCESSED("processed"),
  PROCESSED_AT("processedAt"),
  USED_IN_SECTIONS("usedInSections"),
  PROBLEMS("problems");

  private final String key;

  DerivedKey(String key) {
    this.key = key;
  }

  /** Returns the key in JSON. */
  String key() {
    return key;
  }
}
