package dev.fieldsync.scenarios.bench.growth;

import java.util.Locale;

/** What grows. */
enum Dimension {
  /** The number of templates. */
  TEMPLATES("updates of templates drawn by lot, of ten times as many"),
  /** The length of a template's history. */
  HISTORY("updates of one template by all clients, with a history ten times as long"),
  /** The number of update-workers. */
  WORKERS("updates of templates drawn by lot, with more update-workers"),
  /** The number of partitions of every topic. */
  PARTITIONS("updates of templates drawn by lot, over more partitions");

  private final String description;

  Dimension(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
