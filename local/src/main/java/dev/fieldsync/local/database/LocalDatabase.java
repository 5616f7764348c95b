package dev.fieldsync.local.database;

import dev.fieldsync.local.startup.Ports;
import dev.fieldsync.local.startup.StartupFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server on the loopback interface that keeps its data and loses nothing it has
 * committed: fsync and synchronous commits are on, as they are wherever it matters.
 *
 * <p>The server is a process of its own and lives on when this one is killed; {@link #takeOver()}
 * at the next start stops it. A server that dies while it is needed is started again. Safe for use
 * by several threads.
 */
public final class LocalDatabase implements AutoCloseable {

  /** Name of the database, and of the user who owns it. */
  public static final String NAME = "fieldsync";

  static final String SUPERUSER = "postgres";

  private static final Logger log = LoggerFactory.getLogger(LocalDatabase.class);
  private static final Duration TAKE_OVER_LIMIT = Duration.ofSeconds(15);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(4);

  private final int port;
  private final PostgresServer server;
  private volatile @Nullable ServerWatch watch;

  /**
   * Prepares a server; nothing is started or written yet.
   *
   * @param data the server's files; absolute, without symbolic links
   * @param programs where the PostgreSQL programs are unpacked to
   * @param serverLog the file that receives the server's log
   * @throws StartupFailure when PostgreSQL cannot run under this user
   */
  public LocalDatabase(Path data, Path programs, Path serverLog, int port) {
    this(port, new PostgresServer(data, programs, serverLog, port, PostgresAccount.detect()));
  }

  LocalDatabase(int port, PostgresServer server) {
    this.port = port;
    this.server = server;
  }

  /**
   * Stops a server that an earlier process, now dead, has left on this data.
   *
   * @throws StartupFailure when it cannot be stopped
   */
  public void takeOver() {
    try {
      if (server.isRunning()) {
        log.info("Stopping the PostgreSQL server that an earlier run has left behind");
        server.stop(TAKE_OVER_LIMIT);
      }
    } catch (IOException e) {
      throw new StartupFailure(
          "The PostgreSQL server of an earlier run cannot be stopped: " + e.getMessage(), e);
    }
  }

  /**
   * Starts the server, on the first start with an empty database, and returns when it accepts
   * connections.
   *
   * @throws StartupFailure when it does not come up
   */
  public void start() {
    try {
      server.start();
      DatabaseSetup.ensure(port);
      watch = new ServerWatch(server);
    } catch (IOException | SQLException e) {
      throw new StartupFailure("PostgreSQL does not start: " + e.getMessage(), e);
    }
  }

  /** Where to connect to, as {@link #NAME} and without a password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s".formatted(Ports.LOOPBACK, port, NAME);
  }

  /**
   * Stops the server and returns when it has stopped; does nothing when none runs.
   *
   * @throws IOException when it does not stop
   */
  @Override
  public void close() throws IOException {
    ServerWatch watching = watch;
    if (watching != null) {
      watching.close();
    }
    server.stop(STOP_LIMIT);
  }
}
