package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the benchmark should show. Ratios are of rounds: each round has one, and their median
 * counts.
 */
final class Goals {

  private static final Map<Workload, Double> TIMES_THE_PEER =
      Map.of(Workload.HOT, 5.0, Workload.SPREAD, 1.0, Workload.READS, 3.0);

  private Goals() {}

  /** Returns the goals for which there are figures. */
  static List<Goal> of(List<Measurement> measurements) {
    List<Goal> goals = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      ratio(measurements, workload, SideName.JPA)
          .ifPresent(
              ratio ->
                  goals.add(
                      Goal.atLeast(
                          workload.code() + ": times the JPA service's answers per second",
                          TIMES_THE_PEER.getOrDefault(workload, 1.0),
                          ratio.median())));
    }
    List<Measurement> ours =
        measurements.stream().filter(each -> is(each, SideName.FIELDSYNC)).toList();
    if (!ours.isEmpty()) {
      goals.add(
          Goal.none(
              "no failed request of Fieldsync",
              ours.stream().mapToLong(Measurement::failed).sum()));
      goals.add(
          Goal.none(
              "no lost update of Fieldsync", ours.stream().mapToLong(Measurement::lost).sum()));
    }
    return goals;
  }

  /**
   * Returns how many times as many right answers Fieldsync gave as another side, over the rounds.
   */
  static Optional<Spread> ratio(List<Measurement> measurements, Workload workload, SideName other) {
    List<Double> ratios = new ArrayList<>();
    for (Measurement ours : measurements) {
      if (ours.workload().equals(workload.code()) && is(ours, SideName.FIELDSYNC)) {
        measurements.stream()
            .filter(each -> is(each, other) && each.round() == ours.round())
            .filter(each -> each.workload().equals(ours.workload()) && each.perSecond() > 0)
            .forEach(theirs -> ratios.add(ours.perSecond() / theirs.perSecond()));
      }
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
  }

  private static boolean is(Measurement measurement, SideName side) {
    return measurement.side().equals(side.code());
  }
}
