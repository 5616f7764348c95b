package dev.fieldsync.scenarios.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** What a run brought. */
public final class LoadResult {

  private static final long LONGEST_MICROS = 120_000_000;

  private final Histogram micros = new Histogram(LONGEST_MICROS, 3);
  private final Map<String, Long> faults = new TreeMap<>();
  private long succeeded;
  private double seconds;

  LoadResult() {}

  void success(long nanos) {
    succeeded++;
    record(nanos);
  }

  void fault(String fault, long nanos) {
    faults.merge(fault, 1L, Long::sum);
    record(nanos);
  }

  void ended(double afterSeconds) {
    seconds = afterSeconds;
  }

  private void record(long nanos) {
    micros.recordValue(Math.min(nanos / 1_000, LONGEST_MICROS));
  }

  /** Returns how many answers were right. */
  public long succeeded() {
    return succeeded;
  }

  /** Returns how many answers were wrong, by fault; a copy. */
  public Map<String, Long> faults() {
    return new TreeMap<>(faults);
  }

  /** Returns how long the run took. */
  public double seconds() {
    return seconds;
  }

  /** Returns the right answers per second. */
  public double perSecond() {
    return succeeded / seconds;
  }

  /**
   * Returns how long an answer took at the most, in milliseconds, for a share of all answers, right
   * and wrong.
   *
   * @param percent from 0 to 100
   */
  public double percentileMs(double percent) {
    return micros.getValueAtPercentile(percent) / 1_000.0;
  }

  /** Returns how long the slowest answer took, in milliseconds. */
  public double maxMs() {
    return micros.getMaxValue() / 1_000.0;
  }
}
