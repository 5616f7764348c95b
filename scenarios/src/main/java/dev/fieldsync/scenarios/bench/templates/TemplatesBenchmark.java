package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.setup.AskedFor;
import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.setup.ReportOptions;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Summary;
import dev.fieldsync.scenarios.bench.traffic.TrafficReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench templates}. */
@Command(
    name = "templates",
    description =
        "Measures updates and reads of templates: Fieldsync, a plain Spring Data JPA service, and"
            + " PostgreSQL alone (pgbench), side by side on a broker and a database of its own.",
    mixinStandardHelpOptions = true)
public final class TemplatesBenchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final Settings settings = new Settings();

  @Mixin private final ReportOptions report = new ReportOptions();

  @Override
  public Integer call() {
    return report.print(
        BenchmarkRun.of(settings.processes, spec.commandLine().getErr(), this::measure),
        spec.commandLine().getOut());
  }

  private BenchmarkReport measure(BenchmarkRun run) {
    List<Measurement> measurements =
        new Rounds(settings, run.processes(), run.directory(), run.progress()).run();
    Map<String, String> workloads = new LinkedHashMap<>();
    for (Workload workload : Workload.values()) {
      workloads.put(workload.code(), workload.description());
    }
    return new TrafficReport(
        run.machine(),
        AskedFor.options(spec),
        workloads,
        Summary.of(measurements),
        measurements,
        Goals.ratios(measurements),
        Goals.of(measurements));
  }
}
