package dev.fieldsync.local.device;

import static org.awaitility.Awaitility.await;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.TestPorts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;

/** A device in a process of its own, which can be killed. */
final class DeviceProcess extends Device {

  private final int port = TestPorts.free();
  private final Path folder;
  private final String person;
  private Duration clockError = Duration.ZERO;
  private JavaProcess process;

  DeviceProcess(String name, Path folder, String person, int gatewayPort) {
    super(name, folder, gatewayPort);
    this.folder = folder;
    this.person = person;
    start();
  }

  /** Starts the agent and returns when it answers. */
  void start() {
    try {
      process =
          JavaProcess.start(
              folder,
              AgentWithWrongClock.class,
              AgentArguments.of(
                  this,
                  person,
                  "server.port=" + port,
                  "fieldsync.agent.sync-batch-size=3",
                  AgentWithWrongClock.ERROR + "=" + clockError));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    await().atMost(Duration.ofMinutes(2)).until(this::isUp);
  }

  private boolean isUp() {
    if (!process.isAlive()) {
      throw new IllegalStateException(process.output());
    }
    try {
      return send("GET", "/api/health", "").statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Kills it: it gets no chance to do anything. */
  void kill() {
    process.kill();
  }

  @Override
  int port() {
    return port;
  }

  @Override
  void clockIsWrongBy(Duration error) {
    clockError = error;
  }

  @Override
  void breakOffAndStartAgain() {
    kill();
    start();
  }

  @Override
  public void close() {
    process.close();
    super.close();
  }
}
