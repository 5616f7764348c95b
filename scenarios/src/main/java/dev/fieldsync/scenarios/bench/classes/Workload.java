package dev.fieldsync.scenarios.bench.classes;

import java.util.List;

/** What is measured. */
enum Workload {
  /** Requests are read out of their records. */
  RECORD_READING(RecordReading.class),
  /** Changes are merged into templates. */
  MERGING(Merging.class),
  /** Values are read out of a cache. */
  CACHED_READS(CachedReads.class);

  private final Class<?> type;

  Workload(Class<?> type) {
    this.type = type;
  }

  /** Returns the class whose methods JMH measures. */
  Class<?> type() {
    return type;
  }

  /** Returns the methods; the first is ours. */
  List<String> sides() {
    return switch (this) {
      case RECORD_READING -> List.of("onePass", "throughTree", "tokensOnly");
      case MERGING -> List.of("mergePatch", "jacksonUpdate", "threeWay", "parseAndWrite");
      case CACHED_READS -> List.of("synchronizedRead", "caffeineRead");
    };
  }
}
