package dev.fieldsync.local;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops parts in the opposite order of their starts. A part that fails to stop, or needs longer
 * than its limit, does not keep the others from being stopped. Safe for use by several threads.
 */
final class StopSequence {

  private record Part(String name, Duration limit, AutoCloseable closeable) {}

  private final Deque<Part> parts = new ArrayDeque<>();

  /**
   * Adds a part that is to be stopped before those added earlier.
   *
   * @param limit how long to wait for it
   * @return the part
   */
  synchronized <T extends AutoCloseable> T add(String name, Duration limit, T part) {
    parts.push(new Part(name, limit, part));
    return part;
  }

  /** Stops all parts; a second call finds nothing left to do. */
  synchronized void run() {
    while (!parts.isEmpty()) {
      stop(parts.pop());
    }
  }

  private static void stop(Part part) {
    // Here and not in a field: before the data directory is open there is no log file.
    Logger log = LoggerFactory.getLogger(StopSequence.class);
    FutureTask<Void> stopping =
        new FutureTask<>(
            () -> {
              part.closeable.close();
              return null;
            });
    Thread thread = new Thread(stopping, "stop " + part.name);
    thread.setDaemon(true);
    thread.start();
    try {
      stopping.get(part.limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      log.warn("{} did not stop within {} s; going on", part.name, part.limit.toSeconds());
    } catch (ExecutionException e) {
      log.warn("{} did not stop cleanly; going on", part.name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
