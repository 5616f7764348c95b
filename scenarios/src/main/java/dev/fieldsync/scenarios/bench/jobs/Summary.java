package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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
    Map<String, Double> cpu = new LinkedHashMap<>();
    for (String name : first.cpu().keySet()) {
      cpu.put(name, over(rounds, each -> each.cpu().getOrDefault(name, 0.0)).median());
    }
    return new Summary(
        first.workload(),
        first.side(),
        over(rounds, Measurement::seconds),
        over(rounds, Measurement::perSecond),
        over(rounds, Measurement::startMs),
        rounds.stream().mapToLong(Measurement::notOnce).sum(),
        cpu,
        over(rounds, Measurement::cpuMsPerJob));
  }

  private static Spread over(List<Measurement> rounds, ToDoubleFunction<Measurement> figure) {
    return Spread.of(rounds.stream().mapToDouble(figure).boxed().toList());
  }
}
