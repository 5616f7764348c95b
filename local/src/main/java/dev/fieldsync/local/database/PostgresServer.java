package dev.fieldsync.local.database;

import dev.fieldsync.local.startup.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** The server process on one data directory, whoever has started it. */
final class PostgresServer implements ServerWatch.Server {

  private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);

  /** Long enough to recover after a crash under load. */
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private static final Duration IMMEDIATE_STOP_LIMIT = Duration.ofSeconds(2);

  private final Path data;
  private final Path programs;
  private final PostgresLog serverLog;
  private final PostgresAccount account;
  private final PostmasterFile postmaster;
  private final int port;
  private @Nullable PostgresCommands commands;

  PostgresServer(Path data, Path programs, Path serverLog, int port, PostgresAccount account) {
    this.data = data;
    this.programs = programs;
    this.serverLog = new PostgresLog(serverLog);
    this.account = account;
    this.postmaster = new PostmasterFile(data);
    this.port = port;
  }

  /** Starts the server and returns when it accepts connections. */
  void start() throws IOException {
    if (!Files.exists(data)) {
      initialize();
    }
    account.own(data);
    postmaster.removeIfStale();
    commands().start(data, START_LIMIT, settings());
  }

  /** A directory under the final name is complete, also when the first start was killed. */
  private void initialize() throws IOException {
    Path unfinished = data.resolveSibling(data.getFileName() + "-unfinished");
    FileSystemUtils.deleteRecursively(unfinished);
    Files.createDirectories(unfinished);
    account.own(unfinished);
    commands().initialize(unfinished);
    Files.move(unfinished, data);
  }

  /** The first three lines are PostgreSQL's defaults, and what makes a commit a promise. */
  private List<String> settings() {
    return List.of(
        "fsync=on",
        "synchronous_commit=on",
        "full_page_writes=on",
        "listen_addresses=" + Ports.LOOPBACK,
        "port=" + port,
        "unix_socket_directories=",
        "shared_buffers=128MB",
        "max_connections=100",
        "timezone=UTC");
  }

  @Override
  public boolean isRunning() throws IOException {
    return process().isPresent();
  }

  /** Returns the process of the server, if it runs. */
  Optional<ProcessHandle> process() throws IOException {
    return postmaster.server();
  }

  @Override
  public void restart() throws IOException {
    start();
  }

  /** Stops the server if it runs: in good order within the limit, at once after it. */
  void stop(Duration limit) throws IOException {
    if (!isRunning()) {
      return;
    }
    try {
      commands().stop(data, "fast", limit);
    } catch (IOException e) {
      log.warn("PostgreSQL did not stop within {} s, stopping it at once", limit.toSeconds());
      commands().stop(data, "immediate", IMMEDIATE_STOP_LIMIT);
    }
  }

  private synchronized PostgresCommands commands() throws IOException {
    PostgresCommands ready = commands;
    if (ready == null) {
      serverLog.open(account);
      ready = new PostgresCommands(PostgresPrograms.unpack(programs), account, serverLog);
      commands = ready;
    }
    return ready;
  }
}
