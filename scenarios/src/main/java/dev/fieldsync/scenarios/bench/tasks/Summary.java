package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.figures.Spread;
import java.util.List;
import java.util.Map;

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
    return new Summary(
        rounds.get(0).side(),
        Spread.over(rounds, Measurement::perSecond),
        Spread.over(rounds, Measurement::seconds),
        Spread.over(rounds, Measurement::requests),
        rounds.stream().mapToLong(Measurement::failed).sum(),
        rounds.stream().mapToLong(Measurement::missing).sum(),
        Spread.mediansOver(rounds, Measurement::cpu),
        Spread.over(rounds, Measurement::cpuMsPerOperation));
  }
}
