package dev.fieldsync.scenarios.bench.growth;

import dev.fieldsync.scenarios.bench.traffic.TrafficSettings;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings extends TrafficSettings {

  @Option(
      names = "--only",
      split = ",",
      description = "What grows: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<Dimension> dimensions = EnumSet.allOf(Dimension.class);

  @Option(
      names = "--times",
      defaultValue = "10",
      description = "How much more templates and history there are (default ${DEFAULT-VALUE}).")
  int times;

  @Option(
      names = "--history",
      defaultValue = "5000",
      description = "Versions that a template has before it grows (default ${DEFAULT-VALUE}).")
  int history;

  @Option(
      names = "--workers",
      split = ",",
      defaultValue = "1,2,4",
      description = "Numbers of update-workers; the first is the base (default ${DEFAULT-VALUE}).")
  List<Integer> workers = List.of();

  @Option(
      names = "--partitions",
      split = ",",
      defaultValue = "1,6,12",
      description = "Numbers of partitions; the first is the base (default ${DEFAULT-VALUE}).")
  List<Integer> partitions = List.of();
}
