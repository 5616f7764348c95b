package dev.fieldsync.scenarios.bench.cache;

import dev.fieldsync.scenarios.bench.setup.Benchmark;
import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import dev.fieldsync.scenarios.bench.setup.Processes;
import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.JavaCommand;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench cache}. */
@Command(
    name = "cache",
    description =
        "Measures what local reads through the cache synchronizer cost, and how fast a write"
            + " reaches another process over Kafka and over JGroups, beside Hazelcast's near"
            + " cache.",
    mixinStandardHelpOptions = true)
public final class CacheBenchmark extends Benchmark {

  private static final int TURNS = 7;
  private static final Duration READS_LIMIT = Duration.ofMinutes(3);

  @Mixin private final Settings settings = new Settings();

  @Override
  protected ProcessOptions processes() {
    return settings.processes;
  }

  @Override
  protected BenchmarkReport measure(BenchmarkRun run) {
    List<Report.Reads> reads = reads(run.processes());
    List<Propagation> propagations =
        new PropagationRounds(settings, run.processes(), run.progress()).run();
    return Report.of(run.machine(), askedFor(), reads, propagations);
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
