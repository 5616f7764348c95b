package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.figures.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one side did in a workload, over all rounds.
 *
 * @param workload what it did
 * @param side who did it
 * @param perSecond right answers per second
 * @param latencyMs as in {@link Measurement}, but over the rounds
 * @param failures wrong answers in all rounds, by what was wrong
 * @param lost acknowledged values that were not there, in all rounds
 * @param cpu processor seconds per second by process, the median of the rounds
 * @param cpuMsPerRequest as in {@link Measurement}, but over the rounds
 */
public record Summary(
    String workload,
    String side,
    Spread perSecond,
    Map<String, Spread> latencyMs,
    Map<String, Long> failures,
    long lost,
    Map<String, Double> cpu,
    Spread cpuMsPerRequest) {

  /** Returns the summaries in the order in which sides and workloads first appear. */
  public static List<Summary> of(List<Measurement> measurements) {
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
    Map<String, Spread> latency = new LinkedHashMap<>();
    for (String name : first.latencyMs().keySet()) {
      latency.put(name, Spread.over(rounds, each -> each.latencyMs().getOrDefault(name, 0.0)));
    }
    Map<String, Long> failures = new LinkedHashMap<>();
    rounds.forEach(
        each -> each.failures().forEach((fault, count) -> failures.merge(fault, count, Long::sum)));
    return new Summary(
        first.workload(),
        first.side(),
        Spread.over(rounds, Measurement::perSecond),
        latency,
        failures,
        rounds.stream().mapToLong(Measurement::lost).sum(),
        Spread.mediansOver(rounds, Measurement::cpu),
        Spread.over(rounds, Measurement::cpuMsPerRequest));
  }

  /** Returns how many answers were wrong, in all rounds. */
  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
