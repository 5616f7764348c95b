package dev.fieldsync.scenarios.bench.jobs.peer;

import java.util.Base64;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;

/** Which jobs a process has executed, and how often in all. Thread-safe. */
public final class Executions {

  private volatile AtomicIntegerArray executions = new AtomicIntegerArray(0);
  private final LongAdder total = new LongAdder();

  /** Makes one that expects nothing yet. */
  public Executions() {}

  /** Begins anew, with jobs 0 to {@code jobs} - 1. */
  public void begin(int jobs) {
    executions = new AtomicIntegerArray(jobs);
    total.reset();
  }

  /** Notes that a job is executed: all that a job does. */
  public void add(int job) {
    executions.incrementAndGet(job);
    total.increment();
  }

  /** Returns how many executions there were, a job that was executed twice counting twice. */
  public long total() {
    return total.sum();
  }

  /** Returns how many jobs were executed, once or more often. */
  public int distinct() {
    return executed().cardinality();
  }

  private BitSet executed() {
    AtomicIntegerArray counted = executions;
    BitSet executed = new BitSet(counted.length());
    for (int job = 0; job < counted.length(); job++) {
      executed.set(job, counted.get(job) > 0);
    }
    return executed;
  }

  /** Returns the total, and in Base64 the set of those that were executed at all. */
  String text() {
    return total() + " " + Base64.getEncoder().encodeToString(executed().toByteArray());
  }
}
