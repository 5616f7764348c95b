package dev.fieldsync.scenarios.bench.latency;

import dev.fieldsync.scenarios.bench.traffic.TrafficSettings;
import java.util.EnumSet;
import java.util.List;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings extends TrafficSettings {

  @Option(
      names = "--only",
      split = ",",
      description = "Workloads to run: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<Workload> workloads = EnumSet.allOf(Workload.class);

  @Option(
      names = "--sides",
      split = ",",
      description = "Whom to measure: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<SideName> sides = EnumSet.allOf(SideName.class);

  @Option(
      names = "--percent",
      split = ",",
      defaultValue = "10,50,80",
      description =
          "Shares of the highest rate of the slower side at which to measure (default"
              + " ${DEFAULT-VALUE}).")
  List<Integer> percents = List.of();
}
