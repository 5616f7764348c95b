package dev.fieldsync.scenarios.bench.cache;

/** What is compared. */
enum SideName {
  /** The cache synchronizer over Kafka. */
  KAFKA("cache-sync, Kafka"),
  /** The cache synchronizer over JGroups. */
  JGROUPS("cache-sync, JGroups"),
  /** Hazelcast, a near cache whose invalidations go out one by one. */
  HAZELCAST("Hazelcast near cache"),
  /** Hazelcast as it comes: invalidations go out a hundred at a time, or every ten seconds. */
  HAZELCAST_BATCHING("Hazelcast, batching");

  private final String text;

  SideName(String text) {
    this.text = text;
  }

  /** Returns what people call it. */
  String text() {
    return text;
  }
}
