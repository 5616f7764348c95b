package dev.fieldsync.scenarios.bench.cache;

import dev.fieldsync.scenarios.bench.setup.AskedFor;
import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.bench.setup.ReportOptions;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.JavaCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code bench cache}. */
@Command(
    name = "cache",
    description =
        "Measures what local reads through the cache synchronizer cost, and how fast a write"
            + " reaches another process over Kafka and over JGroups, beside Hazelcast's near"
            + " cache.",
    mixinStandardHelpOptions = true)
public final class CacheBenchmark implements Callable<Integer> {

  private static final int TURNS = 7;
  private static final Duration READS_LIMIT = Duration.ofMinutes(3);

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
    List<Report.Reads> reads = reads(run.processes());
    List<Propagation> propagations =
        new PropagationRounds(settings, run.processes(), run.progress()).run();
    return Report.of(run.machine(), AskedFor.options(spec), reads, propagations);
  }

  private static List<Report.Reads> reads(Processes processes) {
    try (ChildProcess process =
        processes.start(
            "local-reads",
            new JavaCommand(processes.jvmOptions("local-reads"))
                .main(LocalReads.class, List.of(Integer.toString(TURNS))))) {
      return process.awaitLines(CacheProcess.RESULT, TURNS, READS_LIMIT).stream()
          .map(line -> line.split(" ", -1))
          .map(
              words -> new Report.Reads(Double.parseDouble(words[0]), Double.parseDouble(words[1])))
          .toList();
    }
  }
}
