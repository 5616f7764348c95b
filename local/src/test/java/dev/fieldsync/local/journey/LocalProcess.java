package dev.fieldsync.local.journey;

import dev.fieldsync.local.JavaProcess;
import dev.fieldsync.local.LocalApplication;
import dev.fieldsync.local.TestPorts;
import java.io.IOException;
import java.nio.file.Path;

/** The whole local system in a process that can be killed and started again on the same data. */
final class LocalProcess {

  private final Path directory;
  private final int httpPort = TestPorts.free();
  private final int kafkaPort = TestPorts.free();
  private final int postgresPort = TestPorts.free();

  LocalProcess(Path directory) {
    this.directory = directory;
  }

  JavaProcess startReady() throws IOException {
    JavaProcess process =
        JavaProcess.start(
            directory,
            LocalApplication.class,
            "--fieldsync.local.data=data",
            "--fieldsync.local.http-port=" + httpPort,
            "--fieldsync.local.kafka-port=" + kafkaPort,
            "--fieldsync.local.postgres-port=" + postgresPort);
    process.awaitOutput("Fieldsync is ready");
    return process;
  }

  ApiClient client() {
    return new ApiClient(httpPort);
  }

  /** Where the database listens while the process runs. */
  int postgresPort() {
    return postgresPort;
  }
}
