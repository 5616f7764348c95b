package dev.fieldsync.gateway.stats;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has a sample taken every second, on one thread, while this gateway runs. */
@Component
class SampleTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SampleTimer.class);

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
        timer.scheduleAtFixedRate(this::sample, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    executor = timer;
  }

  /** What is thrown would end all that comes after it. */
  private void sample() {
    try {
      recent.runOnce();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("A sample of the numbers is missing; the next one comes");
    }
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
