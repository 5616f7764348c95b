package dev.fieldsync.scenarios.system;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Which system to talk to. */
public final class TargetOptions {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--gateway",
      split = ",",
      paramLabel = "<url>",
      defaultValue = "http://127.0.0.1:8080",
      description = "Gateways of a system that runs (default ${DEFAULT-VALUE}, as of local).")
  private List<URI> gateways = List.of();

  @Option(
      names = "--token",
      paramLabel = "<jwt>",
      defaultValue = "${env:FIELDSYNC_TOKEN}",
      description = "The caller's token (default $FIELDSYNC_TOKEN; local needs none).")
  private @Nullable String token;

  @Option(
      names = "--cluster",
      paramLabel = "<role=n,...>",
      description =
          "Start real processes instead, with a broker and a database of their own, such as"
              + " gateways=2,workers=3,processors=1,campaign-workers=2.")
  private @Nullable String cluster;

  @Option(
      names = "--data",
      paramLabel = "<directory>",
      description = "Where --cluster keeps data and logs (default a temporary directory).")
  private @Nullable Path data;

  @Mixin private final ConnectionOptions connections = new ConnectionOptions();

  /**
   * Opens the system that the user wants.
   *
   * @param own the processes that the scenario needs of its own, when it does
   * @param log what is being started
   */
  public Target open(Optional<ClusterSpec> own, Consumer<String> log) {
    Optional<ClusterSpec> wanted = cluster == null ? own : Optional.of(parse(cluster, own));
    if (wanted.isPresent()) {
      return Cluster.start(wanted.get(), data, log).target();
    }
    String known = token == null || token.isBlank() ? null : token;
    return new Target(
        gateways.stream().map(each -> new Gateway(each, known)).toList(),
        connections.connections(),
        connections.metrics(gateways),
        null);
  }

  private ClusterSpec parse(String text, Optional<ClusterSpec> own) {
    try {
      ClusterSpec parsed = ClusterSpec.parse(text);
      ClusterSpec told = own.orElse(parsed);
      return new ClusterSpec(parsed.sizes(), told.settings(), told.jvmOptions());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
