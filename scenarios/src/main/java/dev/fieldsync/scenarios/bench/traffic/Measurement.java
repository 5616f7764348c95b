package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.figures.Figures;
import java.util.Map;

/**
 * What one side did in one round of a workload.
 *
 * @param workload what it did
 * @param side who did it
 * @param round from 1
 * @param perSecond right answers per second
 * @param latencyMs by percentile, such as {@code p50}, {@code p99.9} and {@code max}; of pgbench
 *     only {@code mean} is known
 * @param failures wrong answers, by what was wrong
 * @param lost acknowledged values that were not there in the end
 * @param cpu processor seconds per second, by process
 * @param cpuMsPerRequest processor milliseconds of the side's own processes, the database's
 *     included, per right answer; 0 where it is not known
 */
public record Measurement(
    String workload,
    String side,
    int round,
    double perSecond,
    Map<String, Double> latencyMs,
    Map<String, Long> failures,
    int lost,
    Map<String, Double> cpu,
    double cpuMsPerRequest) {

  /** Returns how many answers were wrong. */
  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Returns it in a line. */
  String text() {
    return Figures.format(
        "Round %d, %s, %s: %.0f/s, p99 %.1f ms, %d failed, %d lost",
        round, workload, side, perSecond, latencyMs.getOrDefault("p99", 0.0), failed(), lost);
  }
}
