package dev.fieldsync.scenarios.bench.growth;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Ratio;
import dev.fieldsync.scenarios.bench.traffic.TrafficBenchmark;
import dev.fieldsync.scenarios.bench.traffic.TrafficGoals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code bench growth}. */
@Command(
    name = "growth",
    description =
        "Measures what an update costs with ten times the templates, ten times the history, more"
            + " update-workers and more partitions, each beside its base. Ten times the waiting"
            + " jobs are in bench jobs (--waiting).",
    mixinStandardHelpOptions = true)
public final class GrowthBenchmark extends TrafficBenchmark<Settings> {

  /** For the command line. */
  public GrowthBenchmark() {
    super(new Settings());
  }

  @Override
  protected BenchmarkReport measure(BenchmarkRun run) {
    Variants variants = new Variants(settings(), run);
    Map<String, String> workloads = new LinkedHashMap<>();
    List<Measurement> measurements = new ArrayList<>();
    List<Ratio> ratios = new ArrayList<>();
    for (Dimension dimension : settings().dimensions) {
      workloads.put(dimension.code(), dimension.description());
      List<Variant> sizes = variants.start(dimension);
      measurements.addAll(new Rounds(settings(), run, variants.traffic()).run(dimension, sizes));
      ratios.addAll(ratios(measurements, dimension, sizes));
      sizes.forEach(each -> run.processes().stop(each.side().processes()));
    }
    return report(run, workloads, measurements, ratios, TrafficGoals.nothingFails(measurements));
  }

  private static List<Ratio> ratios(
      List<Measurement> measurements, Dimension dimension, List<Variant> sizes) {
    String base = sizes.get(0).side().name();
    List<Ratio> ratios = new ArrayList<>();
    for (Variant each : sizes.subList(1, sizes.size())) {
      String name = each.side().name();
      Ratio.ofRates(measurements, dimension.code(), name, base).ifPresent(ratios::add);
      Ratio.ofCpu(measurements, dimension.code(), name, base).ifPresent(ratios::add);
    }
    return ratios;
  }
}
