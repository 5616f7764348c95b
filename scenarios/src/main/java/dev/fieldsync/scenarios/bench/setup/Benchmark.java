package dev.fieldsync.scenarios.bench.setup;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A benchmark as a command: runs on servers of its own and prints a report. */
public abstract class Benchmark implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Mixin private final ReportOptions report = new ReportOptions();

  /** For commands, whose options are fields. */
  protected Benchmark() {}

  /** Returns the options for what it starts. */
  protected abstract ProcessOptions processes();

  /** Measures, while the servers run. */
  protected abstract BenchmarkReport measure(BenchmarkRun run);

  /** Returns what the figures depend on, by option. */
  protected final Map<String, Object> askedFor() {
    return AskedFor.options(spec);
  }

  @Override
  public final Integer call() {
    return report.print(
        BenchmarkRun.of(processes(), spec.commandLine().getErr(), this::measure),
        spec.commandLine().getOut());
  }
}
