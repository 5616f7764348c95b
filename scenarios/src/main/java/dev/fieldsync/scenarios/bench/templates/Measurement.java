package dev.fieldsync.scenarios.bench.templates;

import java.util.Map;

/**
 * What one side did in one round of a workload.
 *
 * @param workload {@code hot}, {@code spread} or {@code reads}
 * @param side {@code fieldsync}, {@code jpa} or {@code pgbench}
 * @param round from 1
 * @param perSecond right answers per second
 * @param latencyMs by percentile, {@code p50}, {@code p95}, {@code p99} and {@code max}; of pgbench
 *     only {@code mean} is known
 * @param failures wrong answers, by what was wrong
 * @param lost acknowledged values that were not there in the end
 * @param cpu processor seconds per second, by process
 * @param cpuMsPerRequest processor milliseconds of the side's own processes, the database's
 *     included, per right answer; 0 where it is not known
 */
record Measurement(
    String workload,
    String side,
    int round,
    double perSecond,
    Map<String, Double> latencyMs,
    Map<String, Long> failures,
    int lost,
    Map<String, Double> cpu,
    double cpuMsPerRequest) {

  long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
