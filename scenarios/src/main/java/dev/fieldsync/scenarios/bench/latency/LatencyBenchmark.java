package dev.fieldsync.scenarios.bench.latency;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Ratio;
import dev.fieldsync.scenarios.bench.traffic.Sides;
import dev.fieldsync.scenarios.bench.traffic.TrafficBenchmark;
import dev.fieldsync.scenarios.bench.traffic.TrafficGoals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code bench latency}. */
@Command(
    name = "latency",
    description =
        "Measures how long answers take when requests come at fixed rates (an open loop; each is"
            + " timed from the moment at which it was due): Fieldsync beside a plain Spring Data"
            + " JPA service.",
    mixinStandardHelpOptions = true)
public final class LatencyBenchmark extends TrafficBenchmark<Settings> {

  /** For the command line. */
  public LatencyBenchmark() {
    super(new Settings());
  }

  @Override
  protected BenchmarkReport measure(BenchmarkRun run) {
    Rounds rounds = new Rounds(settings(), run);
    List<Measurement> measurements = rounds.run();
    Map<String, String> workloads = new LinkedHashMap<>();
    List<Ratio> ratios = new ArrayList<>();
    for (Workload workload : settings().workloads) {
      for (int percent : settings().percents) {
        String code = workload.code(percent);
        workloads.put(code, workload.description(percent, rounds.rate(workload, percent)));
        Ratio.ofLatency(measurements, code, Sides.FIELDSYNC, Sides.JPA, "p50")
            .ifPresent(ratios::add);
        Ratio.ofLatency(measurements, code, Sides.FIELDSYNC, Sides.JPA, "p99")
            .ifPresent(ratios::add);
      }
    }
    return report(
        run,
        workloads,
        measurements,
        ratios,
        TrafficGoals.nothingFails(
            measurements.stream().filter(each -> each.side().equals(Sides.FIELDSYNC)).toList()));
  }
}
