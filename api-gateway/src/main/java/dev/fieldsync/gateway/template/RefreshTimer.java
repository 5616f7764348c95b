package dev.fieldsync.gateway.template;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The thread that loads changed templates ahead of their readers. */
final class RefreshTimer implements TemplateRefresh.Timer, AutoCloseable {

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "template-refresh");
            thread.setDaemon(true);
            return thread;
          });

  @Override
  public void schedule(Runnable task, long delayMs) {
    if (!executor.isShutdown()) {
      Future<?> unused = executor.schedule(task, delayMs, TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
