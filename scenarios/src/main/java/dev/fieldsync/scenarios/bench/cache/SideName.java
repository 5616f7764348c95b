package dev.fieldsync.scenarios.bench.cache;

/** What is compared. */
enum SideName {
  /** The cache synchronizer over Kafka. */
  KAFKA("cache-sync, Kafka"),
  /** The cache synchronizer over JGroups. */
  JGROUPS("cache-sync, JGroups");

  private final String text;

  SideName(String text) {
    this.text = text;
  }

  /** Returns what people call it. */
  String text() {
    return text;
  }
}
