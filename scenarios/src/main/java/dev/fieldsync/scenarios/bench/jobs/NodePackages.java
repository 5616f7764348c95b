package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.bench.setup.Npm;
import dev.fieldsync.scenarios.process.Executables;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import dev.fieldsync.scenarios.process.WorkDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Node and packages for it, installed by the machine's {@code npm} into the work directory; both
 * peers want a newer Node than many machines have.
 */
final class NodePackages {

  private static final String NODE = "node@24";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Path npm;
  private final WorkDirectory directory;
  private final Path folder;

  private NodePackages(Path npm, WorkDirectory directory, Path folder) {
    this.npm = npm;
    this.directory = directory;
    this.folder = folder;
  }

  /**
   * Installs Node.
   *
   * @param progress is told why there is none
   * @return empty when that is not to be had on this machine
   */
  static Optional<NodePackages> install(WorkDirectory directory, Consumer<String> progress) {
    Optional<Path> npm = Executables.find("npm", directory.resolve("no-versions"));
    if (npm.isEmpty()) {
      progress.accept("There is no npm on this machine, so what needs Node is left out.");
      return Optional.empty();
    }
    NodePackages packages =
        new NodePackages(npm.get(), directory, directory.resolve("node").toAbsolutePath());
    boolean installed = packages.add(NODE, progress) && Files.isExecutable(packages.node());
    return installed ? Optional.of(packages) : Optional.empty();
  }

  /**
   * Installs a package.
   *
   * @param wanted its name and version, as npm takes them
   * @return whether it is there
   */
  boolean add(String wanted, Consumer<String> progress) {
    Path log = directory.resolve("npm-" + wanted.replaceAll("@.*", "") + ".log");
    try {
      Npm.install(npm, folder, log, LIMIT, List.of(wanted));
      return true;
    } catch (ScenarioFailure e) {
      progress.accept(
          "%s is not to be had, so it is left out: %s".formatted(wanted, e.getMessage()));
      return false;
    }
  }

  /** Returns the command that runs a script of ours among the packages. */
  List<String> command(String script, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of(node().toString(), copy(script).toString()));
    command.addAll(arguments);
    return command;
  }

  private Path node() {
    return folder.resolve("node_modules").resolve("node").resolve("bin").resolve("node");
  }

  /** Packages are found from where the script is. */
  Path copy(String script) {
    return Npm.copyScript("/bench-jobs/" + script, folder);
  }
}
