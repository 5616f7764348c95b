package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.bench.setup.Npm;
import dev.fieldsync.scenarios.process.Executables;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Node and the peer's packages, where the machine has or can get them. */
record NodePackages(Path node, Path folder) {

  private static final List<String> PACKAGES = List.of("pouchdb@9.0.0", "pouchdb-server@4.2.0");
  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(8);
  private static final Path NO_VERSIONS = Path.of("node-versions");
  private static final String SCRIPT = "pouchdb-device.cjs";

  /**
   * Looks for Node and installs the packages.
   *
   * @param named the user's folder, in which they are already; {@code null} to install them
   * @param progress is told why they are left out
   * @return nothing when they cannot be had
   */
  static Optional<NodePackages> find(
      @Nullable Path named, WorkDirectory directory, Consumer<String> progress) {
    Optional<Path> node = Executables.find("node", NO_VERSIONS);
    Optional<Path> npm = Executables.find("npm", NO_VERSIONS);
    if (node.isEmpty() || (named == null && npm.isEmpty())) {
      progress.accept("There is no Node on this machine, so PouchDB is left out.");
      return Optional.empty();
    }
    Path folder = named == null ? directory.resolve("node") : named.toAbsolutePath();
    if (named == null && !install(npm.orElseThrow(), folder, directory, progress)) {
      return Optional.empty();
    }
    return Optional.of(new NodePackages(node.get(), folder));
  }

  private static boolean install(
      Path npm, Path folder, WorkDirectory directory, Consumer<String> progress) {
    progress.accept("Installing " + String.join(" and ", PACKAGES));
    try {
      Npm.install(npm, folder, directory.resolve("npm.log"), INSTALL_LIMIT, PACKAGES);
      return true;
    } catch (ScenarioFailure e) {
      progress.accept("PouchDB cannot be installed, so it is left out: " + e.getMessage());
      return false;
    }
  }

  /** Returns the command line that starts the server. */
  List<String> server(int port, Path data) {
    return List.of(
        node.toString(),
        folder.resolve("node_modules/pouchdb-server/bin/pouchdb-server").toString(),
        "--host",
        "127.0.0.1",
        "--port",
        Integer.toString(port),
        "--dir",
        data.toString(),
        "--config",
        data.resolve("config.json").toString(),
        "--no-stdout-logs");
  }

  /** Returns the command line that runs a device, which needs the script beside the packages. */
  List<String> device(List<String> arguments) {
    Path script = Npm.copyScript("/" + SCRIPT, folder);
    List<String> command = new ArrayList<>(List.of(node.toString(), script.toString()));
    command.addAll(arguments);
    return List.copyOf(command);
  }
}
