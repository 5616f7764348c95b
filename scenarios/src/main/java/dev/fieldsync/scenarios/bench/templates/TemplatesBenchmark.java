package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.TrafficBenchmark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code bench templates}. */
@Command(
    name = "templates",
    description =
        "Measures updates and reads of templates: Fieldsync, a plain Spring Data JPA service, and"
            + " PostgreSQL alone (pgbench), side by side on a broker and a database of its own.",
    mixinStandardHelpOptions = true)
public final class TemplatesBenchmark extends TrafficBenchmark<Settings> {

  /** For the command line. */
  public TemplatesBenchmark() {
    super(new Settings());
  }

  @Override
  protected BenchmarkReport measure(BenchmarkRun run) {
    List<Measurement> measurements = new Rounds(settings(), run).run();
    Map<String, String> workloads = new LinkedHashMap<>();
    for (Workload workload : Workload.values()) {
      workloads.put(workload.code(), workload.description());
    }
    return report(run, workloads, measurements, Goals.ratios(measurements), Goals.of(measurements));
  }
}
