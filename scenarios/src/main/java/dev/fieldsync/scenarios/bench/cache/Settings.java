package dev.fieldsync.scenarios.bench.cache;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import dev.fieldsync.scenarios.bench.setup.RoundOptions;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked for. */
final class Settings {

  @Mixin final ProcessOptions processes = new ProcessOptions();

  @Option(
      names = "--sides",
      split = ",",
      defaultValue = "KAFKA,JGROUPS,HAZELCAST,HAZELCAST_BATCHING",
      description = "What to measure, of ${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE}).")
  List<SideName> sides = List.of();

  @Mixin final RoundOptions rounds = new RoundOptions();

  @Option(
      names = "--warm-up-writes",
      defaultValue = "3000",
      description =
          "Writes before those that count, a millisecond apart (default ${DEFAULT-VALUE}).")
  int warmUpWrites;

  @Option(
      names = "--writes",
      defaultValue = "500",
      description = "Writes in a round (default ${DEFAULT-VALUE}).")
  int writes;

  @Option(
      names = "--pause",
      defaultValue = "5000",
      description = "Microseconds between two writes (default ${DEFAULT-VALUE}).")
  int pauseMicros;
}
