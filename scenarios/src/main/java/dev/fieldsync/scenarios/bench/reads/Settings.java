package dev.fieldsync.scenarios.bench.reads;

import dev.fieldsync.scenarios.bench.traffic.TrafficSettings;
import java.util.EnumSet;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings extends TrafficSettings {

  @Option(
      names = "--sides",
      split = ",",
      description = "Whom to measure beside Fieldsync: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<SideName> sides = EnumSet.allOf(SideName.class);
}
