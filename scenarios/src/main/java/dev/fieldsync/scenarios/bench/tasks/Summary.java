package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.figures.Spread;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One side over all rounds.
 *
 * @param side {@code fieldsync} or {@code pouchdb}
 * @param failed in all rounds, as in {@link Measurement}
 * @param missing in all rounds, as in {@link Measurement}
 * @param cpu processor seconds per second by process, the median of the rounds
 */
record Summary(
    String side,
    Spread perSecond,
    Spread seconds,
    Spread requests,
    long failed,
    long missing,
    Map<String, Double> cpu,
    Spread cpuMsPerOperation) {

  /** Returns the summaries of those sides that were measured. */
  static List<Summary> of(List<Measurement> measurements) {
    return measurements.stream()
        .map(Measurement::side)
        .distinct()
        .sorted()
        .map(side -> measurements.stream().filter(each -> each.side().equals(side)).toList())
        .map(Summary::ofOne)
        .toList();
  }

  private static Summary ofOne(List<Measurement> rounds) {
    Map<String, Double> cpu = new LinkedHashMap<>();
    for (String process : rounds.get(0).cpu().keySet()) {
      cpu.put(process, over(rounds, each -> each.cpu().getOrDefault(process, 0.0)).median());
    }
    return new Summary(
        rounds.get(0).side(),
        over(rounds, Measurement::perSecond),
        over(rounds, Measurement::seconds),
        over(rounds, each -> (double) each.requests()),
        rounds.stream().mapToLong(Measurement::failed).sum(),
        rounds.stream().mapToLong(Measurement::missing).sum(),
        cpu,
        over(rounds, Measurement::cpuMsPerOperation));
  }

  private static Spread over(List<Measurement> rounds, Function<Measurement, Double> figure) {
    return Spread.of(rounds.stream().map(figure).toList());
  }
}
