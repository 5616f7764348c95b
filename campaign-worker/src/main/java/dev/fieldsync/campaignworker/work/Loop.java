package dev.fieldsync.campaignworker.work;

import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A thread that takes turns until it is stopped, and waits longer and longer while its turns fail.
 */
public final class Loop {

  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  private static final long MIN_BACKOFF_MS = 100;
  private static final long MAX_BACKOFF_MS = 5_000;

  private final String name;
  private final Turn turn;
  private final Thread thread;
  private volatile boolean running = true;

  /** One turn, with the waiting after it. */
  @FunctionalInterface
  public interface Turn {

    /**
     * Does something, then waits for more to do.
     *
     * @throws InterruptedException when the thread is to stop
     */
    void take() throws InterruptedException;
  }

  private Loop(String name, Turn turn) {
    this.name = name;
    this.turn = turn;
    this.thread = new Thread(this::run, name);
  }

  /** Starts a thread. */
  public static Loop start(String name, Turn turn) {
    Loop loop = new Loop(name, turn);
    loop.thread.start();
    return loop;
  }

  /**
   * Lets the turn that is under way come to its end, but not for longer than that.
   *
   * @param patienceMs how long, in milliseconds
   */
  public void stop(long patienceMs) {
    running = false;
    try {
      thread.join(Math.max(1, patienceMs));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }

  private void run() {
    long backoff = MIN_BACKOFF_MS;
    try {
      while (running) {
        try {
          turn.take();
          backoff = MIN_BACKOFF_MS;
        } catch (RuntimeException e) {
          log.atWarn()
              .setCause(e)
              .addKeyValue("thread", name)
              .addKeyValue("retryInMs", backoff)
              .log("A turn failed; it is taken again");
          Thread.sleep(backoff / 2 + ThreadLocalRandom.current().nextLong(backoff));
          backoff = Math.min(2 * backoff, MAX_BACKOFF_MS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
