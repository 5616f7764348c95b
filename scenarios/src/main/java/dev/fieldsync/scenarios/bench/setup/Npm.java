package dev.fieldsync.scenarios.bench.setup;

import dev.fieldsync.scenarios.process.ChildProcess;
import dev.fieldsync.scenarios.process.ScenarioFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings packages for Node, and scripts of ours that use them, into a folder. */
public final class Npm {

  private Npm() {}

  /**
   * Installs packages.
   *
   * @param npm the program
   * @param folder is made when it is not there
   * @param log what npm says
   * @param limit how long it may take
   * @param packages names and versions, as npm takes them
   * @throws ScenarioFailure when they are not to be had
   */
  public static void install(
      Path npm, Path folder, Path log, Duration limit, List<String> packages) {
    List<String> command =
        new ArrayList<>(List.of(npm.toString(), "install", "--prefix", folder.toString()));
    command.addAll(List.of("--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"));
    command.addAll(packages);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot make " + folder + ": " + e.getMessage(), e);
    }
    String name = "npm install " + String.join(" ", packages);
    try (ChildProcess process = ChildProcess.start(name, log, command)) {
      process.awaitSuccess(limit);
    }
  }

  /**
   * Copies a script of this program beside the packages, where it finds them.
   *
   * @param resource its path on the class path, from the root
   * @return the copy
   */
  public static Path copyScript(String resource, Path folder) {
    Path copy = folder.resolve(resource.substring(resource.lastIndexOf('/') + 1));
    try (InputStream source = Npm.class.getResourceAsStream(resource)) {
      if (source == null) {
        throw new ScenarioFailure(resource + " is missing in this program");
      }
      Files.write(copy, source.readAllBytes());
      return copy;
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot write " + copy + ": " + e.getMessage(), e);
    }
  }
}
