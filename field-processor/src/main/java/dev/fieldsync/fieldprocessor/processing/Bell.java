package dev.fieldsync.fieldprocessor.processing;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Wakes idle threads before their time: somebody waits for an answer. Thread-safe. */
@Component
class Bell {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();

  /** Guarded by the lock. */
  private long count;

  /** Wakes whoever waits. */
  void ring() {
    lock.lock();
    try {
      count++;
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how often it has been rung. */
  long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it has been rung more often than that, or the time is over.
   *
   * @throws InterruptedException when the thread is to stop
   */
  void await(long heard, Duration patience) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = TimeUnit.NANOSECONDS.convert(patience);
      while (count == heard && left > 0) {
        left = rung.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
