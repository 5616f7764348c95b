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

/** The periodic duties of this package, on one thread, while this gateway runs. */
@Component
class CacheTimer implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(CacheTimer.class);

  private static final long PUBLISH_MS = 200;
  private static final long OBSERVE_MS = 1_000;
  private static final long FORGET_MS = 10_000;

  private final PublishHoldings publish;
  private final StalenessObserver observer;
  private final ForgetGoneGateways forget;
  private volatile @Nullable ScheduledExecutorService executor;

  CacheTimer(PublishHoldings publish, StalenessObserver observer, ForgetGoneGateways forget) {
    this.publish = publish;
    this.observer = observer;
    this.forget = forget;
  }

  @Override
  public void start() {
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "cache-timer");
              thread.setDaemon(true);
              return thread;
            });
    every(PUBLISH_MS, publish::runOnce, timer);
    every(OBSERVE_MS, observer::runOnce, timer);
    every(FORGET_MS, () -> forget.runOnce(System.nanoTime()), timer);
    executor = timer;
  }

  private static void every(long periodMs, Runnable duty, ScheduledExecutorService timer) {
    Future<?> unused =
        timer.scheduleWithFixedDelay(
            () -> guarded(duty), periodMs, periodMs, TimeUnit.MILLISECONDS);
  }

  private static void guarded(Runnable duty) {
    try {
      duty.run();
    } catch (RuntimeException e) {
      log.atWarn().setCause(e).log("A duty around the caches failed this time; it comes again");
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
