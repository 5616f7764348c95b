package dev.fieldsync.gateway.stats;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has a sample taken every second, on one thread, while this gateway runs. */
@Component
class SampleTimer implements SmartLifecycle {

  private static final long PERIOD_MS = 1_000;

  private final RecentNumbers recent;
  private volatile @Nullable ScheduledExecutorService executor;

  SampleTimer(RecentNumbers recent) {
    this.recent = recent;
  }

  @Override
  public void start() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "stats-timer");
              thread.setDaemon(true);
              return thread;
            });
    Future<?> unused =
        timer.scheduleAtFixedRate(recent::runOnce, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    executor = timer;
  }

  @Override
  public void stop() {
    ScheduledExecutorService timer = executor;
    if (timer != null) {
      timer.shutdownNow();
    }
    executor = null;
  }

  @Override
  public boolean isRunning() {
    return executor != null;
  }
}
