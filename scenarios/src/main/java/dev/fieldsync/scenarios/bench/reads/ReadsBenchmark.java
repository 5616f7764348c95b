package dev.fieldsync.scenarios.bench.reads;

import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Ratio;
import dev.fieldsync.scenarios.bench.traffic.TrafficBenchmark;
import dev.fieldsync.scenarios.bench.traffic.TrafficGoals;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** {@code bench reads}. */
@Command(
    name = "reads",
    description =
        "Measures reads that are never stale: the gateway's cache with its check of the version,"
            + " beside the same without a check, a bare Caffeine endpoint, and an endpoint that"
            + " reads the database each time.",
    mixinStandardHelpOptions = true)
public final class ReadsBenchmark extends TrafficBenchmark<Settings> {

  /** For the command line. */
  public ReadsBenchmark() {
    super(new Settings());
  }

  @Override
  protected BenchmarkReport measure(BenchmarkRun run) {
    List<Measurement> measurements = new Rounds(settings(), run).run();
    return report(
        run,
        Map.of(Rounds.WORKLOAD, "each request reads a template drawn by lot"),
        measurements,
        Stream.of(SideName.MAX_STALE, SideName.CAFFEINE, SideName.DIRECT)
            .flatMap(other -> ratios(measurements, other))
            .toList(),
        TrafficGoals.nothingFails(measurements));
  }

  private static Stream<Ratio> ratios(List<Measurement> measurements, SideName other) {
    String ours = SideName.FIELDSYNC.code();
    return Stream.concat(
        Ratio.ofRates(measurements, Rounds.WORKLOAD, ours, other.code()).stream(),
        Ratio.ofCpu(measurements, Rounds.WORKLOAD, ours, other.code()).stream());
  }
}
