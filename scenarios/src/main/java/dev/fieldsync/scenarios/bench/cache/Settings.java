package dev.fieldsync.scenarios.bench.cache;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  @Option(
      names = "--rounds",
      defaultValue = "5",
      description = "Rounds, each of all sides in turn (default ${DEFAULT-VALUE}).")
  int rounds;

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

  Map<String, Object> asMap() {
    Map<String, Object> settings = new TreeMap<>();
    settings.put("sides", sides);
    settings.put("rounds", rounds);
    settings.put("warm-up-writes", warmUpWrites);
    settings.put("writes", writes);
    settings.put("pause", pauseMicros);
    settings.put("jvm", processes.jvmOptions());
    return settings;
  }
}
