package dev.fieldsync.scenarios.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs that may be installed on this machine. */
public final class Executables {

  private Executables() {}

  /**
   * Looks for a program in {@code <versions>/<version>/bin}, the highest version first, and then on
   * the path.
   *
   * @param versions a folder that need not exist
   */
  public static Optional<Path> find(String program, Path versions) {
    return Stream.concat(
            versions(versions).map(version -> version.resolve("bin")),
            Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of))
        .map(folder -> folder.resolve(program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> versions(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> content = Files.list(folder)) {
      return content.sorted(Comparator.comparing(Executables::number).reversed()).toList().stream();
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot look into " + folder + ": " + e.getMessage(), e);
    }
  }

  private static int number(Path version) {
    String digits = version.getFileName().toString().replaceAll("\\D.*", "");
    return digits.isEmpty() ? 0 : Integer.parseInt(digits);
  }
}
