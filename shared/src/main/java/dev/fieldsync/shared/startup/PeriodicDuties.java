package dev.fieldsync.shared.startup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Does its duties again and again, from its start to its stop, on one daemon thread of its own, so
 * that duties of others that wait for a broker or a database do not keep them: one after the other,
 * each first after its period and then a period after its last end. One that throws is logged and
 * comes again. Thread-safe; may be started again after a stop.
 */
public final class PeriodicDuties implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(PeriodicDuties.class);

  private final String thread;
  private final List<Duty> duties;
  private @Nullable ScheduledExecutorService executor;

  /**
   * Something to be done.
   *
   * @param name for the log
   * @param period how long after its last end it comes again; at least a millisecond
   * @param work what is done; short, as it keeps the other duties of its thread waiting
   */
  public record Duty(String name, Duration period, Runnable work) {}

  /**
   * Makes duties that nobody does before {@link #start()}.
   *
   * @param thread the name of their thread
   */
  public PeriodicDuties(String thread, Duty... duties) {
    this.thread = thread;
    this.duties = List.of(duties);
  }

  @Override
  public synchronized void start() {
    if (executor != null) {
      return;
    }
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread made = new Thread(task, thread);
              made.setDaemon(true);
              return made;
            });
    for (Duty duty : duties) {
      long periodMs = duty.period().toMillis();
      Future<?> unused =
          started.scheduleWithFixedDelay(
              () -> perform(duty), periodMs, periodMs, TimeUnit.MILLISECONDS);
    }
    executor = started;
  }

  /** What is thrown would end all repetitions. */
  private static void perform(Duty duty) {
    try {
      duty.work().run();
    } catch (RuntimeException e) {
      log.atWarn()
          .setCause(e)
          .addKeyValue("duty", duty.name())
          .log("A periodic duty failed this time; it comes again");
    }
  }

  @Override
  public synchronized void stop() {
    if (executor != null) {
      executor.shutdownNow();
      executor = null;
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return executor != null;
  }
}
