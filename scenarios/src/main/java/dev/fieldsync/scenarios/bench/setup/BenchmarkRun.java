package dev.fieldsync.scenarios.bench.setup;

import dev.fieldsync.scenarios.figures.Machine;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What a benchmark has while it runs.
 *
 * @param machine where it runs
 * @param processes the servers, and whatever else it starts
 * @param directory for data and logs
 * @param progress is told what happens
 */
public record BenchmarkRun(
    Machine machine, Processes processes, WorkDirectory directory, Consumer<String> progress) {

  /**
   * Runs a benchmark on servers of its own, and ends them.
   *
   * @param progress for people who wait
   * @throws dev.fieldsync.scenarios.process.ScenarioFailure when something does not start
   */
  public static BenchmarkReport of(
      ProcessOptions options,
      PrintWriter progress,
      Function<BenchmarkRun, BenchmarkReport> benchmark) {
    double loadBefore = Machine.load();
    try (WorkDirectory directory = WorkDirectory.open(options.data())) {
      progress.println("Starting servers and services; logs in " + directory.resolve(""));
      try (Processes processes = new Processes(options, directory)) {
        Machine machine = Machine.describe(loadBefore, processes.servers());
        return benchmark.apply(new BenchmarkRun(machine, processes, directory, progress::println));
      }
    }
  }
}
