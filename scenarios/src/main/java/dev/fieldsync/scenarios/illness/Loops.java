package dev.fieldsync.scenarios.illness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that do something again and again until they are closed. */
final class Loops implements Cause {

  private static final Logger log = LoggerFactory.getLogger(Loops.class);
  private static final long PATIENCE_MS = 10_000;

  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch stop = new CountDownLatch(1);

  /** Starts threads; what fails is done again. */
  static Loops start(int number, Callable<?> turn) {
    return start(Collections.nCopies(number, turn));
  }

  /** Starts a thread for each; what fails is done again. */
  static Loops start(List<? extends Callable<?>> turns) {
    Loops loops = new Loops();
    for (Callable<?> turn : turns) {
      Thread thread = new Thread(() -> loops.run(turn), "cause-" + loops.threads.size());
      thread.setDaemon(true);
      loops.threads.add(thread);
      thread.start();
    }
    return loops;
  }

  private void run(Callable<?> turn) {
    while (stop.getCount() > 0) {
      try {
        turn.call();
      } catch (InterruptedException e) {
        return;
      } catch (Exception e) {
        log.atDebug().setCause(e).log("A turn failed; the next one follows");
        pause();
      }
    }
  }

  private void pause() {
    try {
      boolean stopped = stop.await(100, TimeUnit.MILLISECONDS);
      log.atTrace().addKeyValue("stopped", stopped).log("Going on");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    stop.countDown();
    for (Thread thread : threads) {
      try {
        thread.join(PATIENCE_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
