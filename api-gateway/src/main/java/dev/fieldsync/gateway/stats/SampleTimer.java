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

/**
 * Has a sample taken every second while this gateway runs, and what waits asked for every few
 * seconds. Each has a thread: who is asked may take a while, and samples do not wait for it.
 */
@Component
class SampleTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(SampleTimer.class);

  private static final long PERIOD_MS = 1_000;

  /** Every gateway asks, whether or not somebody looks; often enough for a graph of minutes. */
  private static final long ASK_PERIOD_MS = 5_000;

  private static final int THREADS = 2;

  private final RecentNumbers recent;
  private final WaitingNumbers waiting;
  private volatile @Nullable ScheduledExecutorService executor;

  SampleTimer(RecentNumbers recent, WaitingNumbers waiting) {
    this.recent = recent;
    this.waiting = waiting;
  }

  @Override
  public void start() {
    ScheduledExecutorService timer =
        Executors.newScheduledThreadPool(
            THREADS,
            task -> {
              Thread thread = new Thread(task, "stats-timer");
              thread.setDaemon(true);
              return thread;
            });
    Future<?> unused =
        timer.scheduleAtFixedRate(
            () -> attempt(recent::runOnce), PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    unused =
        timer.scheduleWithFixedDelay(
            () -> attempt(waiting::runOnce), ASK_PERIOD_MS, ASK_PERIOD_MS, TimeUnit.MILLISECONDS);
    executor = timer;
  }

  /** What is thrown would end all that comes after it. */
  private static void attempt(Runnable action) {
    try {
      action.run();
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
