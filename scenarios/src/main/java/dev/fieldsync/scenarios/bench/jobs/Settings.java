package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import dev.fieldsync.scenarios.bench.setup.RoundOptions;
import dev.fieldsync.scenarios.bench.setup.ServiceOptions;
import java.util.EnumSet;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings {

  @Mixin final ProcessOptions processes = new ProcessOptions();

  @Mixin final RoundOptions rounds = new RoundOptions();

  @Mixin final ServiceOptions services = new ServiceOptions();

  @Option(
      names = "--jobs",
      defaultValue = "50000",
      description = "Jobs of each side and round (default ${DEFAULT-VALUE}).")
  int jobs;

  @Option(
      names = "--workers",
      defaultValue = "20",
      description =
          "Jobs that a side may run at once, over all its processes (default ${DEFAULT-VALUE}).")
  int workers;

  @Option(
      names = "--worker-processes",
      defaultValue = "2",
      description =
          "Processes among which each side divides its workers (default ${DEFAULT-VALUE}).")
  int workerProcesses;

  @Option(
      names = "--waiting",
      defaultValue = "1000000",
      description =
          "Jobs of Fieldsync that wait for replies in a measurement of their own; 0 leaves it out"
              + " (default ${DEFAULT-VALUE}).")
  int waiting;

  @Option(
      names = "--warm-up-jobs",
      defaultValue = "50000",
      description =
          "Jobs of a batch before the first round; batches end when one brings hardly more than the"
              + " best before it and Java's compilers are idle, after twenty at the latest (default"
              + " ${DEFAULT-VALUE}).")
  int warmUpJobs;

  @Option(
      names = "--sides",
      split = ",",
      description = "Whom to measure: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<SideName> sides = EnumSet.allOf(SideName.class);

  /** Returns what each process of a side may run at once. */
  int workersOfAProcess() {
    return Math.max(1, workers / workerProcesses);
  }
}
