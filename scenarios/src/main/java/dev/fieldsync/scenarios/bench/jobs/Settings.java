package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings {

  @Mixin final ProcessOptions processes = new ProcessOptions();

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "Rounds; the sides take turns in each (default ${DEFAULT-VALUE}).")
  int rounds;

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
              + " best before it, after six at the latest (default ${DEFAULT-VALUE}).")
  int warmUpJobs;

  @Option(
      names = "--sides",
      split = ",",
      description = "Whom to measure: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<SideName> sides = EnumSet.allOf(SideName.class);

  @Option(
      names = "--gateway",
      paramLabel = "<name=value>",
      description = "A setting of the api-gateway; may be repeated.")
  List<String> gatewaySettings = List.of();

  @Option(
      names = "--worker",
      paramLabel = "<name=value>",
      description = "A setting of the campaign-workers; may be repeated.")
  List<String> workerSettings = List.of();

  /** Returns what each process of a side may run at once. */
  int workersOfAProcess() {
    return Math.max(1, workers / workerProcesses);
  }

  /** Returns what the figures depend on, by option. */
  Map<String, Object> asMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rounds", rounds);
    all.put("jobs", jobs);
    all.put("workers", workers);
    all.put("worker-processes", workerProcesses);
    all.put("waiting", waiting);
    all.put("warm-up-jobs", warmUpJobs);
    all.put("jvm", String.join(" ", processes.jvmOptions()));
    all.put("gateway", gatewaySettings);
    all.put("worker", workerSettings);
    return all;
  }
}
