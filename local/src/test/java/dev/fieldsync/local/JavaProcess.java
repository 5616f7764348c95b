package dev.fieldsync.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A program of ours in a process of its own, and what it prints. */
public final class JavaProcess implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Process process;
  private final Path output;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts a class that has a main method, on the class path of the tests. */
  public static JavaProcess start(Path directory, Class<?> main, String... arguments)
      throws IOException {
    Path output = Files.createTempFile(directory, main.getSimpleName(), ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new JavaProcess(process, output);
  }

  /** Waits until the process has printed a text. */
  public void awaitOutput(String text) {
    Awaitility.await().atMost(LIMIT).until(() -> output().contains(text) || !process.isAlive());
    assertThat(output()).contains(text);
  }

  /** Waits for the end of the process and returns its status. */
  public int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("Still running:\n" + output());
    }
    return process.exitValue();
  }

  /** Asks the process to end, as Ctrl-C does. */
  public void terminate() {
    process.destroy();
  }

  /** Kills the process: it gets no chance to do anything. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** Stops the process in its tracks; its connections stay open. */
  public void pause() throws IOException, InterruptedException {
    signal("STOP");
  }

  /** Lets a paused process go on as if no time had passed. */
  public void resume() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid())).start();
    assertThat(kill.waitFor()).isZero();
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Kills the process if it still runs. */
  @Override
  public void close() {
    kill();
  }
}
