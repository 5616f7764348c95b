package dev.fieldsync.scenarios.bench.latency;

import java.util.Locale;

/** What is asked for. */
enum Workload {
  /** Updates of templates drawn by lot. */
  UPDATES("each request writes a template drawn by lot"),
  /** Reads of templates drawn by lot. */
  READS("each request reads a template drawn by lot");

  private final String description;

  Workload(String description) {
    this.description = description;
  }

  /** Returns what reports call it at a share of the highest rate. */
  String code(int percent) {
    return "%s-%d%%".formatted(code(), percent);
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String description(int percent, double rate) {
    return "%s; %.0f/s, %d %% of what the slower side can".formatted(description, rate, percent);
  }
}
