package dev.fieldsync.campaignworker.work;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Wakes one thread that waits for something to do. What is signalled while it does not wait is not
 * lost. Thread-safe.
 */
final class Signal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();

  /** Guarded by the lock. */
  private boolean isRaised;

  /** Wakes whoever waits, or whoever waits next. */
  void raise() {
    lock.lock();
    try {
      isRaised = true;
      raised.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it is raised or the time is over.
   *
   * @throws InterruptedException when the thread is to stop
   */
  void await(long millis) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(millis);
      while (!isRaised && left > 0) {
        left = raised.awaitNanos(left);
      }
      isRaised = false;
    } finally {
      lock.unlock();
    }
  }
}
