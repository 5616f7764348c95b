package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.figures.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one side did in a workload, over all rounds; the components are as in {@link Measurement}.
 *
 * @param workload the workload
 * @param side the side
 * @param seconds how long it took
 * @param perSecond jobs per second
 * @param startMs until the first job was begun
 * @param notOnce in all rounds
 * @param cpu the median of the rounds, by process
 * @param cpuMsPerJob processor milliseconds per job
 */
record Summary(
    String workload,
    String side,
    Spread seconds,
    Spread perSecond,
    Spread startMs,
    long notOnce,
    Map<String, Double> cpu,
    Spread cpuMsPerJob) {

  /** Returns the summaries in the order in which workloads and sides first appear. */
  static List<Summary> of(List<Measurement> measurements) {
    Map<List<String>, List<Measurement>> groups =
        measurements.stream()
            .collect(
                Collectors.groupingBy(
                    each -> List.of(each.workload(), each.side()),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return groups.values().stream().map(Summary::ofOne).toList();
  }

  private static Summary ofOne(List<Measurement> rounds) {
    Measurement first = rounds.get(0);
    return new Summary(
        first.workload(),
        first.side(),
        Spread.over(rounds, Measurement::seconds),
        Spread.over(rounds, Measurement::perSecond),
        Spread.over(rounds, Measurement::startMs),
        rounds.stream().mapToLong(Measurement::notOnce).sum(),
        Spread.mediansOver(rounds, Measurement::cpu),
        Spread.over(rounds, Measurement::cpuMsPerJob));
  }
}
