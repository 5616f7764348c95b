package dev.fieldsync.campaignworker.work;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The time for which a worker is registered: from then on until its lease is over or it stops. What
 * was claimed in one is nobody's in the next. Thread-safe.
 */
final class Tenure {

  private final long worker;
  private final long leaseNanos;
  private final LongSupplier nanoTime;
  private final Backlog backlog = new Backlog();

  /** Claimed and not yet known to be ended. */
  private final AtomicInteger held = new AtomicInteger();

  private volatile long aliveUntil;
  private volatile boolean isLost;

  /**
   * Begins.
   *
   * @param askedAt when the registration was asked for, of this clock: the lease began after it
   */
  Tenure(long worker, Duration lease, long askedAt, LongSupplier nanoTime) {
    this.worker = worker;
    this.leaseNanos = lease.toNanos();
    this.nanoTime = nanoTime;
    this.aliveUntil = askedAt + leaseNanos;
  }

  long worker() {
    return worker;
  }

  Backlog backlog() {
    return backlog;
  }

  int held() {
    return held.get();
  }

  void claimed(int jobs) {
    held.addAndGet(jobs);
  }

  void ended(int jobs) {
    held.addAndGet(-jobs);
  }

  /** Notes a heartbeat that was asked for then. */
  void beaten(long askedAt) {
    aliveUntil = askedAt + leaseNanos;
  }

  /** Ends it: others have the jobs. */
  void lose() {
    isLost = true;
  }

  /**
   * Returns whether the jobs are this worker's for certain: nothing may be begun when they may not
   * be.
   */
  boolean isAlive() {
    return !isLost && aliveUntil - nanoTime.getAsLong() > 0;
  }

  boolean isLost() {
    return isLost;
  }
}
