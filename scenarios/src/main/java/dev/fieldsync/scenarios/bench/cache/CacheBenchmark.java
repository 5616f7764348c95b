package dev.fieldsync.scenarios.bench.cache;

import dev.fieldsync.scenarios.bench.setup.Benchmark;
import dev.fieldsync.scenarios.bench.setup.BenchmarkReport;
import dev.fieldsync.scenarios.bench.setup.BenchmarkRun;
import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code bench cache}. */
@Command(
    name = "cache",
    description =
        "Measures how fast a write through the cache synchronizer reaches another process over"
            + " Kafka and over JGroups, beside Hazelcast's near cache.",
    mixinStandardHelpOptions = true)
public final class CacheBenchmark extends Benchmark {

  @Mixin private final Settings settings = new Settings();

  @Override
  protected ProcessOptions processes() {
    return settings.processes;
  }

  @Override
  protected BenchmarkReport measure(BenchmarkRun run) {
    return new Report(
        run.machine(),
        askedFor(),
        new PropagationRounds(settings, run.processes(), run.progress()).run());
  }
}
