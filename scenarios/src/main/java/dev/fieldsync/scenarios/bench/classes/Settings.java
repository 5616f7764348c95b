package dev.fieldsync.scenarios.bench.classes;

import dev.fieldsync.scenarios.bench.setup.RoundOptions;
import java.util.EnumSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings {

  @Mixin final RoundOptions rounds = new RoundOptions();

  @Option(
      names = "--only",
      split = ",",
      description = "What to measure: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<Workload> workloads = EnumSet.allOf(Workload.class);

  @Option(
      names = "--warm-up-iterations",
      defaultValue = "3",
      description = "Iterations of each process that do not count (default ${DEFAULT-VALUE}).")
  int warmUpIterations;

  @Option(
      names = "--iterations",
      defaultValue = "3",
      description = "Iterations of each process that count (default ${DEFAULT-VALUE}).")
  int iterations;

  @Option(
      names = "--iteration-millis",
      defaultValue = "700",
      description = "Milliseconds of an iteration (default ${DEFAULT-VALUE}).")
  int iterationMillis;
}
