package dev.fieldsync.scenarios.bench.traffic;

import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

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
    Map<List<String>, List<Measurement>> groups = new LinkedHashMap<>();
    for (Measurement each : measurements) {
      groups
          .computeIfAbsent(List.of(each.workload(), each.side()), key -> new ArrayList<>())
          .add(each);
    }
    return groups.values().stream().map(Summary::ofOne).toList();
  }

  private static Summary ofOne(List<Measurement> rounds) {
    Measurement first = rounds.get(0);
    Map<String, Spread> latency = new LinkedHashMap<>();
    for (String name : first.latencyMs().keySet()) {
      latency.put(name, over(rounds, each -> each.latencyMs().getOrDefault(name, 0.0)));
    }
    Map<String, Double> cpu = new LinkedHashMap<>();
    for (String name : first.cpu().keySet()) {
      cpu.put(name, over(rounds, each -> each.cpu().getOrDefault(name, 0.0)).median());
    }
    Map<String, Long> failures = new LinkedHashMap<>();
    rounds.forEach(
        each -> each.failures().forEach((fault, count) -> failures.merge(fault, count, Long::sum)));
    return new Summary(
        first.workload(),
        first.side(),
        over(rounds, Measurement::perSecond),
        latency,
        failures,
        rounds.stream().mapToLong(Measurement::lost).sum(),
        cpu,
        over(rounds, Measurement::cpuMsPerRequest));
  }

  private static Spread over(List<Measurement> rounds, Function<Measurement, Double> figure) {
    return Spread.of(rounds.stream().map(figure).toList());
  }

  /** Returns how many answers were wrong, in all rounds. */
  public long failed() {
    return failures.values().stream().mapToLong(Long::longValue).sum();
  }
}
