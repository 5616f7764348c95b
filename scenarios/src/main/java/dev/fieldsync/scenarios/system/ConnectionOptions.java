package dev.fieldsync.scenarios.system;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** Where the servers of a system are, and its services' numbers. */
public final class ConnectionOptions {

  @Option(
      names = "--jdbc-url",
      defaultValue = "jdbc:postgresql://127.0.0.1:5432/fieldsync",
      description = "The database (default ${DEFAULT-VALUE}, as of local).")
  private String jdbcUrl = "";

  @Option(
      names = "--jdbc-user",
      defaultValue = "fieldsync",
      description =
          "Its user (default ${DEFAULT-VALUE}); the password is taken from"
              + " $FIELDSYNC_JDBC_PASSWORD.")
  private String user = "";

  @Option(
      names = "--bootstrap-servers",
      defaultValue = "127.0.0.1:9092",
      description = "Kafka (default ${DEFAULT-VALUE}, as of local).")
  private String bootstrapServers = "";

  @Option(
      names = "--prefix",
      defaultValue = "",
      description = "What stands before topics and groups (fieldsync.kafka.prefix).")
  private String prefix = "";

  @Option(
      names = "--metrics",
      split = ",",
      paramLabel = "<url>",
      description =
          "Where services show their numbers, such as http://worker-1:8083/actuator/prometheus"
              + " (default those of the gateways).")
  private List<URI> metrics = List.of();

  /** Returns where the servers are. */
  public Connections connections() {
    String password = System.getenv().getOrDefault("FIELDSYNC_JDBC_PASSWORD", "");
    return new Connections(jdbcUrl, user, password, bootstrapServers, prefix);
  }

  /** Returns where numbers are: what the user names, else those of the gateways. */
  public List<URI> metrics(List<URI> gateways) {
    return metrics.isEmpty()
        ? gateways.stream().map(each -> each.resolve("/actuator/prometheus")).toList()
        : metrics;
  }
}
