package dev.fieldsync.fieldprocessor.processing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Takes turns until it is stopped; an idle thread waits for the bell or the poll interval. */
@Component
class ProcessingThreads implements SmartLifecycle {

  private static final Logger log = LoggerFactory.getLogger(ProcessingThreads.class);

  private static final long MIN_BACKOFF_MS = 500;
  private static final long MAX_BACKOFF_MS = 10_000;
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

  private final ProcessDue processDue;
  private final Bell bell;
  private final ProcessorProperties properties;
  private final Clock clock;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean running;
  private volatile Instant lastTurn = Instant.EPOCH;

  ProcessingThreads(ProcessDue processDue, Bell bell, ProcessorProperties properties, Clock clock) {
    this.processDue = processDue;
    this.bell = bell;
    this.properties = properties;
    this.clock = clock;
  }

  /** Returns when a turn last succeeded (our clock); the epoch if none has. */
  Instant lastTurn() {
    return lastTurn;
  }

  @Override
  public void start() {
    running = true;
    for (int i = 1; i <= properties.concurrency(); i++) {
      Thread thread = new Thread(this::takeTurns, "field-processing-" + i);
      thread.start();
      threads.add(thread);
    }
  }

  /** Lets the turns that are under way come to their end. */
  @Override
  public void stop() {
    running = false;
    bell.ring();
    try {
      for (Thread thread : threads) {
        thread.join(STOP_PATIENCE.toMillis());
        // It can be taken over after its lease.
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.clear();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  private void takeTurns() {
    long backoff = MIN_BACKOFF_MS;
    try {
      while (running) {
        long heard = bell.count();
        try {
          int due = processDue.runOnce();
          lastTurn = clock.instant();
          backoff = MIN_BACKOFF_MS;
          if (due < properties.batchSize()) {
            bell.await(heard, properties.pollInterval());
          }
        } catch (RuntimeException e) {
          log.atWarn()
              .setCause(e)
              .addKeyValue("retryInMs", backoff)
              .log("Templates could not be processed; what was claimed is tried again later");
          bell.await(
              bell.count(),
              Duration.ofMillis(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff)));
          backoff = Math.min(backoff * 2, MAX_BACKOFF_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
