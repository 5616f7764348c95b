package dev.fieldsync.scenarios.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Where the services' jars are, as the build leaves them. */
public final class Installation {

  private static final String ROOT_PROPERTY = "fieldsync.root";

  private final Path root;

  private Installation(Path root) {
    this.root = root;
  }

  /** Returns the installation that {@code -Dfieldsync.root} names, or the one we are in. */
  public static Installation current() {
    return new Installation(Path.of(System.getProperty(ROOT_PROPERTY, ".")).toAbsolutePath());
  }

  /**
   * Returns the jar of a service that {@code java -jar} runs.
   *
   * @param module the service's folder
   * @throws ScenarioFailure when it is not built
   */
  public Path jar(String module) {
    Path target = root.resolve(module).resolve("target");
    try (Stream<Path> files = Files.exists(target) ? Files.list(target) : Stream.empty()) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-exec.jar"))
          .max(Comparator.comparing(Path::toString))
          .orElseThrow(
              () ->
                  new ScenarioFailure(
                      "There is no jar of %s in %s. Build it: mvn -Dquick -DskipTests package"
                          .formatted(module, target)));
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot look into " + target + ": " + e.getMessage(), e);
    }
  }
}
