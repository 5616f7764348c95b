package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.setup.Benchmark;
import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Summary;
import dev.fieldsync.scenarios.bench.traffic.TrafficReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench templates}. */
@Command(
    name = "templates",
    description =
        "Measures updates and reads of templates: Fieldsync, a plain Spring Data JPA service, and"
            + " PostgreSQL alone (pgbench), side by side on a broker and a database of its own.",
    mixinStandardHelpOptions = true)
public final class TemplatesBenchmark extends Benchmark {

  @Mixin private final Settings settings = new Settings();

  @Override
  protected ProcessOptions processes() {
    return settings.processes();
  }

  @Override
  protected BenchmarkReport measure(BenchmarkRun run) {
    List<Measurement> measurements = new Rounds(settings, run).run();
    Map<String, String> workloads = new LinkedHashMap<>();
    for (Workload workload : Workload.values()) {
      workloads.put(workload.code(), workload.description());
    }
    return new TrafficReport(
        run.machine(),
        askedFor(),
        workloads,
        Summary.of(measurements),
        measurements,
        Goals.ratios(measurements),
        Goals.of(measurements));
  }
}
