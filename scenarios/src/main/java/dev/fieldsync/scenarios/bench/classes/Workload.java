package dev.fieldsync.scenarios.bench.classes;

import java.util.List;

/** What is measured: in each class the first side is ours. */
enum Workload {
  /** Requests are read out of their records. */
  RECORD_READING(RecordReading.class, "onePass", "throughTree", "tokensOnly"),
  /** Changes are merged into templates. */
  MERGING(Merging.class, "mergePatch", "jacksonUpdate", "threeWay", "parseAndWrite"),
  /** Values are read out of a cache. */
  CACHED_READS(CachedReads.class, "synchronizedRead", "caffeineRead");

  private final Class<?> type;
  private final List<String> sides;

  Workload(Class<?> type, String... sides) {
    this.type = type;
    this.sides = List.of(sides);
  }

  /** Returns the class whose methods JMH measures. */
  Class<?> type() {
    return type;
  }

  /** Returns the methods; the first is ours. */
  List<String> sides() {
    return sides;
  }
}
