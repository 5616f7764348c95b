package dev.fieldsync.gateway.cache;

import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Has the observer look about once a second while this gateway runs. */
@Component
class ObserverTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ObserverTimer.class);
  private static final long PERIOD_MS = 1_000;

  private final StalenessObserver observer;
  private volatile @Nullable ScheduledExecutorService executor;

  ObserverTimer(StalenessObserver observer) {
    this.observer = observer;
  }

  @Override
  public void start() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "staleness-observer");
              thread.setDaemon(true);
              return thread;
            });
    Future<?> unused =
        timer.scheduleWithFixedDelay(this::observe, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    executor = timer;
  }

  private void observe() {
    try {
      observer.runOnce().join();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("The observer could not look this time; it will again");
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
