package dev.fieldsync.scenarios.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program in a process of its own, whose output goes to a file. It ends when it is closed, and at
 * the latest with this process.
 */
public final class ChildProcess implements AutoCloseable {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final int TAIL_LINES = 15;

  private final String name;
  private final Path output;
  private final Process process;

  private ChildProcess(String name, Path output, Process process) {
    this.name = name;
    this.output = output;
    this.process = process;
  }

  /**
   * Starts a program.
   *
   * @param name what messages call it
   * @param output the file that receives what it prints
   * @throws ScenarioFailure when it cannot be started
   */
  public static ChildProcess start(String name, Path output, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "end-" + name));
      return new ChildProcess(name, output, process);
    } catch (IOException e) {
      throw new ScenarioFailure(name + " cannot be started: " + e.getMessage(), e);
    }
  }

  /** Returns what messages call it. */
  public String name() {
    return name;
  }

  /** Returns its process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Makes sure that it runs.
   *
   * @throws ScenarioFailure with the end of what it printed when it has ended
   */
  public void requireAlive() {
    if (!process.isAlive()) {
      throw new ScenarioFailure(
          "%s has ended with status %d; the end of %s:%n%s"
              .formatted(name, process.exitValue(), output, tail()));
    }
  }

  /**
   * Waits for a line that begins with a text.
   *
   * @return the rest of the line
   * @throws ScenarioFailure when the program ends first or the time is over
   */
  public String awaitLine(String beginning, Duration limit) {
    return Waiting.until(
        limit,
        name + " does not say \"" + beginning + "\"; see " + output,
        () -> {
          // What it said before it ended counts, so its end is looked at first and judged last.
          boolean ended = !process.isAlive();
          Optional<String> said =
              lines().stream()
                  .filter(line -> line.startsWith(beginning))
                  .map(line -> line.substring(beginning.length()).strip())
                  .findFirst();
          if (ended && said.isEmpty()) {
            requireAlive();
          }
          return said;
        });
  }

  /**
   * Waits for so many lines that begin with a text.
   *
   * @return the rest of each
   * @throws ScenarioFailure when the program ends first or the time is over
   */
  public List<String> awaitLines(String beginning, int count, Duration limit) {
    return Waiting.until(
        limit,
        name + " does not say \"" + beginning + "\" so often; see " + output,
        () -> {
          List<String> found =
              lines().stream()
                  .filter(line -> line.startsWith(beginning))
                  .map(line -> line.substring(beginning.length()).strip())
                  .limit(count)
                  .toList();
          if (found.size() == count) {
            return Optional.of(found);
          }
          requireAlive();
          return Optional.empty();
        });
  }

  /**
   * Waits until it ends by itself.
   *
   * @throws ScenarioFailure when it takes too long or ends with another status than 0
   */
  public void awaitSuccess(Duration limit) {
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new ScenarioFailure(name + " did not end within " + limit.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new ScenarioFailure("Interrupted", e);
    }
    if (process.exitValue() != 0) {
      requireAlive();
    }
  }

  private String tail() {
    List<String> lines = lines();
    return String.join(
        System.lineSeparator(),
        lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
  }

  private List<String> lines() {
    try (BufferedReader reader = Files.newBufferedReader(output, StandardCharsets.UTF_8)) {
      return reader.lines().toList();
    } catch (IOException e) {
      throw new ScenarioFailure("Cannot read " + output + ": " + e.getMessage(), e);
    }
  }

  /**
   * Sends it a line.
   *
   * @throws ScenarioFailure when it does not take it
   */
  public void send(String line) {
    try {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      throw new ScenarioFailure(name + " takes no line: " + e.getMessage(), e);
    }
  }

  /** Ends its standard input and waits for its own end; kills it when that takes too long. */
  public void endInput() {
    try {
      process.getOutputStream().close();
      awaitEnd();
    } catch (IOException e) {
      close();
    }
  }

  /** Ends it at once, as {@code kill -9} does. */
  public void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, waits for that, and kills it when it takes too long. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
