package dev.fieldsync.scenarios.bench.templates;

/** What the clients do in a part of the benchmark. */
enum Workload {
  /** All clients write one template, each its own field. */
  HOT("one template, each client writes its own field"),
  /** All clients write templates drawn by lot. */
  SPREAD("each request writes a template drawn by lot"),
  /** All clients read templates drawn by lot. */
  READS("each request reads a template drawn by lot");

  private final String description;

  Workload(String description) {
    this.description = description;
  }

  String description() {
    return description;
  }

  boolean writes() {
    return this != READS;
  }

  String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
