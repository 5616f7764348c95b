package dev.fieldsync.scenarios.bench.jobs;

import java.util.Map;

/**
 * What one side did in one round.
 *
 * @param workload {@code create}, {@code complete} or {@code beside-waiting}
 * @param side {@code fieldsync}, {@code db-scheduler} and so on, or {@code copy}
 * @param round from 1
 * @param seconds how long it took
 * @param perSecond jobs per second
 * @param startMs from being told to begin until the first job was begun, which is not in {@code
 *     seconds}; 0 where there is no such thing
 * @param notOnce jobs that were not executed exactly once
 * @param cpu processor seconds per second, by process; empty where it is not measured
 * @param cpuMsPerJob processor milliseconds of the side's own processes, the database's included,
 *     per job; 0 where it is not measured
 */
record Measurement(
    String workload,
    String side,
    int round,
    double seconds,
    double perSecond,
    double startMs,
    long notOnce,
    Map<String, Double> cpu,
    double cpuMsPerJob) {

  /** The side that only copies rows into a table. */
  static final String COPY = "copy";

  static Measurement creating(String side, int round, int jobs, double seconds) {
    return new Measurement(
        Workload.CREATE.code(), side, round, seconds, jobs / seconds, 0, 0, Map.of(), 0);
  }

  boolean is(Workload other, String otherSide) {
    return workload.equals(other.code()) && side.equals(otherSide);
  }
}
