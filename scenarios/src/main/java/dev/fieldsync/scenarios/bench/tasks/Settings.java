package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options of the benchmark. */
final class Settings {

  @Mixin final ProcessOptions processes = new ProcessOptions();

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds; the sides take turns in each (default ${DEFAULT-VALUE}).")
  int rounds;

  @Option(
      names = "--warm-up-rounds",
      defaultValue = "1",
      description = "Rounds before these that do not count (default ${DEFAULT-VALUE}).")
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

  @Option(
      names = "--gateway",
      paramLabel = "<name=value>",
      description = "A setting of the api-gateway; may be repeated.")
  List<String> gatewaySettings = List.of();

  @Option(
      names = "--worker",
      paramLabel = "<name=value>",
      description = "A setting of the update-worker; may be repeated.")
  List<String> workerSettings = List.of();

  /** Returns what the figures depend on, by option. */
  Map<String, Object> asMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rounds", rounds);
    all.put("warm-up-rounds", warmUpRounds);
    all.put("operations", operations);
    all.put("batch", batchSize);
    all.put("peer-batch", peerBatchSize);
    all.put("peer-batches-limit", peerBatchesLimit);
    all.put("jvm", String.join(" ", processes.jvmOptions()));
    all.put("gateway", gatewaySettings);
    all.put("worker", workerSettings);
    return all;
  }
}
