package dev.fieldsync.scenarios.bench.jobs;

import java.util.Locale;

/** What is measured. */
enum Workload {
  /** Creating jobs. */
  CREATE("jobs are created, until all are in the table"),
  /** Claiming and completing them. */
  COMPLETE("jobs that do nothing are claimed and completed; all of them wait at the start"),
  /** The same beside many that wait. */
  BESIDE_WAITING("the same, with jobs of another campaign that wait for replies in the tables");

  private final String description;

  Workload(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
