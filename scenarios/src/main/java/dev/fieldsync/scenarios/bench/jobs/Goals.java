package dev.fieldsync.scenarios.bench.jobs;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the benchmark should show. Ratios are of rounds: each round has one, and their median
 * counts.
 */
final class Goals {

  private static final String OURS = SideName.FIELDSYNC.code();
  private static final double TIMES_THE_BEST_PEER = 3;
  private static final double TIMES_THE_COPY = 2;
  private static final double OF_THE_EMPTY_TABLE = 0.8;

  private Goals() {}

  /** Returns the goals for which there are figures. */
  static List<Goal> of(List<Measurement> measurements) {
    List<Goal> goals = new ArrayList<>();
    timesTheBestPeer(measurements)
        .ifPresent(
            ratio ->
                goals.add(
                    Goal.atLeast(
                        "complete: times the jobs per second of the best of the others",
                        TIMES_THE_BEST_PEER,
                        ratio.median())));
    timesTheCopy(measurements)
        .ifPresent(
            ratio ->
                goals.add(
                    Goal.atMost(
                        "create: times the seconds of a bare COPY of the same rows",
                        TIMES_THE_COPY,
                        ratio.median())));
    besideWaiting(measurements)
        .ifPresent(
            share ->
                goals.add(
                    Goal.atLeast(
                        "beside-waiting: share of the jobs per second without waiting ones",
                        OF_THE_EMPTY_TABLE,
                        share)));
    if (measurements.stream().anyMatch(each -> each.side().equals(OURS))) {
      goals.add(
          Goal.none(
              "no job of Fieldsync that was not executed exactly once",
              measurements.stream()
                  .filter(each -> each.side().equals(OURS))
                  .mapToLong(Measurement::notOnce)
                  .sum()));
    }
    return goals;
  }

  /** Returns how many times as many jobs per second Fieldsync completes as another side. */
  static Optional<Spread> timesThePeer(List<Measurement> measurements, String peer) {
    return ratio(
        rates(measurements, Workload.COMPLETE, List.of(OURS)),
        rates(measurements, Workload.COMPLETE, List.of(peer)));
  }

  /** Returns the same for whoever of the others was the fastest in each round. */
  static Optional<Spread> timesTheBestPeer(List<Measurement> measurements) {
    List<String> others =
        measurements.stream().map(Measurement::side).filter(each -> !each.equals(OURS)).toList();
    return ratio(
        rates(measurements, Workload.COMPLETE, List.of(OURS)),
        rates(measurements, Workload.COMPLETE, others));
  }

  /** Returns how many times as long as a bare COPY Fieldsync takes to create jobs. */
  static Optional<Spread> timesTheCopy(List<Measurement> measurements) {
    return ratio(
        rates(measurements, Workload.CREATE, List.of(Measurement.COPY)),
        rates(measurements, Workload.CREATE, List.of(OURS)));
  }

  /**
   * Returns the share of Fieldsync's median rate that is left beside waiting jobs: they cannot take
   * turns, so this is no ratio of rounds.
   */
  static Optional<Double> besideWaiting(List<Measurement> measurements) {
    double without = median(rates(measurements, Workload.COMPLETE, List.of(OURS)));
    double with = median(rates(measurements, Workload.BESIDE_WAITING, List.of(OURS)));
    return without > 0 && with > 0 ? Optional.of(with / without) : Optional.empty();
  }

  private static double median(List<Measurement> rounds) {
    return Spread.of(rounds.stream().map(Measurement::perSecond).toList()).median();
  }

  private static List<Measurement> rates(
      List<Measurement> measurements, Workload workload, Collection<String> sides) {
    return measurements.stream()
        .filter(each -> sides.stream().anyMatch(side -> each.is(workload, side)))
        .toList();
  }

  private static Optional<Spread> ratio(List<Measurement> above, List<Measurement> below) {
    List<Double> ratios = new ArrayList<>();
    for (Measurement each : above) {
      below.stream()
          .filter(other -> other.round() == each.round())
          .mapToDouble(Measurement::perSecond)
          .max()
          .ifPresent(best -> ratios.add(each.perSecond() / best));
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
  }
}
