package dev.fieldsync.scenarios.bench.setup;

import dev.fieldsync.scenarios.figures.Goal;
import java.util.List;

/** All that a run of a benchmark found; its record components are what machines read. */
public interface BenchmarkReport {

  /** Returns what it should show, and whether it does. */
  List<Goal> goals();

  /** Returns the report as people read it. */
  String text();
}
