package dev.fieldsync.local.database;

import java.io.IOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks once a second whether the server still lives and starts it again when it does not, at most
 * {@value #MAX_RESTARTS} times; then the services go on without a database and say so.
 */
final class ServerWatch implements AutoCloseable {

  /** What the watch has to know of the server and to do to it. */
  interface Server {
    boolean isRunning() throws IOException;

    void restart() throws IOException;
  }

  private static final Logger log = LoggerFactory.getLogger(ServerWatch.class);
  private static final int MAX_RESTARTS = 20;

  private final Server server;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Future<?> turns;
  private int restarts;

  /** Begins to watch a server that runs. */
  ServerWatch(Server server) {
    this.server = server;
    this.turns = timer.scheduleWithFixedDelay(this::runOnce, 1, 1, TimeUnit.SECONDS);
  }

  private void runOnce() {
    try {
      if (!server.isRunning()) {
        maybeRestart();
      }
    } catch (IOException | RuntimeException e) {
      log.error("PostgreSQL does not run: {}; trying again in a second", e.getMessage(), e);
    }
  }

  private void maybeRestart() throws IOException {
    if (restarts == MAX_RESTARTS) {
      log.error("PostgreSQL is not started again any more; restart this program");
      turns.cancel(false);
      return;
    }
    restarts++;
    log.warn("PostgreSQL has ended by itself, starting it again ({}/{})", restarts, MAX_RESTARTS);
    server.restart();
    log.warn("PostgreSQL runs again");
  }

  /** Ends watching; a restart under way is waited for, up to two seconds. */
  @Override
  public void close() {
    timer.shutdown();
    try {
      timer.awaitTermination(2, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
