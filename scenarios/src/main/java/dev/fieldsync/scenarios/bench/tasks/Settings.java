package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import dev.fieldsync.scenarios.bench.setup.RoundOptions;
import dev.fieldsync.scenarios.bench.setup.ServiceOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings {

  @Mixin final ProcessOptions processes = new ProcessOptions();

  @Mixin final RoundOptions rounds = new RoundOptions();

  @Mixin final ServiceOptions services = new ServiceOptions();

  @Option(
      names = "--first-warm-up",
      paramLabel = "<seconds>",
      defaultValue = "240",
      description =
          "Seconds of batches for the servers of each side before the first round, at the most; it"
              + " ends sooner when the rate grows no more and Java's compilers are idle (default"
              + " ${DEFAULT-VALUE}).")
  int firstWarmUpSeconds;

  @Option(
      names = "--warm-up-rounds",
      defaultValue = "3",
      description = "Rounds after that which do not count (default ${DEFAULT-VALUE}).")
  int warmUpRounds;

  @Option(
      names = "--operations",
      defaultValue = "10000",
      description = "Tasks that the device adds offline (default ${DEFAULT-VALUE}).")
  int operations;

  @Option(
      names = "--batch",
      defaultValue = "500",
      description = "SYNC_BATCH_SIZE of the task-agent, at most 500 (default ${DEFAULT-VALUE}).")
  int batchSize;

  @Option(
      names = "--peer-batch",
      defaultValue = "1000",
      description = "batch_size of PouchDB's replication (default ${DEFAULT-VALUE}).")
  int peerBatchSize;

  @Option(
      names = "--peer-batches-limit",
      defaultValue = "10",
      description = "batches_limit of PouchDB's replication (default ${DEFAULT-VALUE}).")
  int peerBatchesLimit;

  @Option(
      names = "--sides",
      split = ",",
      description = "Whom to measure: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<SideName> sides = EnumSet.allOf(SideName.class);

  @Option(
      names = "--node-folder",
      paramLabel = "<directory>",
      description =
          "A folder in which `npm install` has put the peer's packages already (default: they are"
              + " installed into the directory of this run).")
  @Nullable Path nodeFolder;
}
