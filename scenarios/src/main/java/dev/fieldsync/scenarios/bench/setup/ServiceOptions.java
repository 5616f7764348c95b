package dev.fieldsync.scenarios.bench.setup;

import java.util.List;
import picocli.CommandLine.Option;

/** The options for the services of Fieldsync that are measured. */
public final class ServiceOptions {

  @Option(
      names = "--gateway",
      paramLabel = "<name=value>",
      description = "A setting of the api-gateway; may be repeated.")
  private List<String> gatewaySettings = List.of();

  @Option(
      names = "--worker",
      paramLabel = "<name=value>",
      description = "A setting of the workers; may be repeated.")
  private List<String> workerSettings = List.of();

  /** Returns the user's settings of the gateway, {@code name=value}. */
  public List<String> gatewaySettings() {
    return gatewaySettings;
  }

  /** Returns the user's settings of every worker, {@code name=value}. */
  public List<String> workerSettings() {
    return workerSettings;
  }
}
