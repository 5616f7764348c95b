package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.setup.ProcessOptions;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
      names = "--seconds",
      defaultValue = "10",
      description = "Measured seconds of each side, workload and round (default ${DEFAULT-VALUE}).")
  int seconds;

  @Option(
      names = "--warm-up",
      defaultValue = "3",
      description = "Seconds of the same load before each measurement (default ${DEFAULT-VALUE}).")
  int warmUpSeconds;

  @Option(
      names = "--first-warm-up",
      defaultValue = "120",
      description =
          "Seconds of each load on each service before the first round, at the most; it ends sooner"
              + " when the rate grows no more (default ${DEFAULT-VALUE}).")
  int firstWarmUpSeconds;

  @Option(
      names = "--clients",
      defaultValue = "64",
      description = "Clients, each with a connection of its own (default ${DEFAULT-VALUE}).")
  int clients;

  @Option(
      names = "--templates",
      defaultValue = "1000",
      description = "Templates of the workloads spread and reads (default ${DEFAULT-VALUE}).")
  int templates;

  @Option(
      names = "--document-bytes",
      defaultValue = "6000",
      description = "Size of a template's JSON, about (default ${DEFAULT-VALUE}).")
  int documentBytes;

  @Option(
      names = "--only",
      split = ",",
      description = "Workloads to run: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<Workload> workloads = EnumSet.allOf(Workload.class);

  @Option(
      names = "--sides",
      split = ",",
      description = "Whom to measure: ${COMPLETION-CANDIDATES} (default all).")
  EnumSet<SideName> sides = EnumSet.allOf(SideName.class);

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

  @Option(
      names = "--jpa",
      paramLabel = "<name=value>",
      description = "A setting of the JPA service; may be repeated.")
  List<String> jpaSettings = List.of();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the lots that the clients draw (default ${DEFAULT-VALUE}).")
  long seed;

  /** Returns what the figures depend on, by option. */
  Map<String, Object> asMap() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rounds", rounds);
    all.put("seconds", seconds);
    all.put("warm-up", warmUpSeconds);
    all.put("first-warm-up", firstWarmUpSeconds);
    all.put("clients", clients);
    all.put("templates", templates);
    all.put("document-bytes", documentBytes);
    all.put("jvm", String.join(" ", processes.jvmOptions()));
    all.put("gateway", gatewaySettings);
    all.put("worker", workerSettings);
    all.put("jpa", jpaSettings);
    return all;
  }
}
