package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.bench.setup.Benchmark;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import dev.fieldsync.scenarios.figures.Goal;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Mixin;

/**
 * A benchmark of templates.
 *
 * @param <S> its options
 */
public abstract class TrafficBenchmark<S extends TrafficSettings> extends Benchmark {

  @Mixin private final S settings;

  /** Makes a command with options of its own. */
  protected TrafficBenchmark(S settings) {
    this.settings = settings;
  }

  /** Returns the options, as they were given. */
  protected final S settings() {
    return settings;
  }

  @Override
  protected final ProcessOptions processes() {
    return settings.processes();
  }

  /**
   * Returns the report of what was measured.
   *
   * @param workloads what each of them does, in words, in their order
   */
  protected final TrafficReport report(
      BenchmarkRun run,
      Map<String, String> workloads,
      List<Measurement> measurements,
      List<Ratio> ratios,
      List<Goal> goals) {
    return new TrafficReport(
        run.machine(),
        askedFor(),
        workloads,
        Summary.of(measurements),
        measurements,
        ratios,
        goals);
  }
}
