package dev.fieldsync.scenarios.bench.tasks;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the benchmark should show. Ratios are of rounds, and their median counts. */
final class Goals {

  private static final double TIMES_THE_PEER = 3;

  private Goals() {}

  /** Returns the goals for which there are figures. */
  static List<Goal> of(List<Measurement> measurements) {
    List<Goal> goals = new ArrayList<>();
    ratio(measurements)
        .ifPresent(
            ratio ->
                goals.add(
                    Goal.atLeast(
                        "times PouchDB's operations per second", TIMES_THE_PEER, ratio.median())));
    List<Measurement> ours = of(measurements, SideName.FIELDSYNC);
    if (!ours.isEmpty()) {
      goals.add(
          Goal.none(
              "no failed operation of Fieldsync",
              ours.stream().mapToLong(Measurement::failed).sum()));
      goals.add(
          Goal.none(
              "no operation that Fieldsync's server lacks",
              ours.stream().mapToLong(Measurement::missing).sum()));
    }
    return goals;
  }

  /** Returns how many times PouchDB's rate ours was, over the rounds. */
  static Optional<Spread> ratio(List<Measurement> measurements) {
    List<Double> ratios = new ArrayList<>();
    for (Measurement ours : of(measurements, SideName.FIELDSYNC)) {
      of(measurements, SideName.POUCHDB).stream()
          .filter(theirs -> theirs.round() == ours.round() && theirs.perSecond() > 0)
          .forEach(theirs -> ratios.add(ours.perSecond() / theirs.perSecond()));
    }
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Spread.of(ratios));
  }

  private static List<Measurement> of(List<Measurement> measurements, SideName side) {
    return measurements.stream().filter(each -> each.side().equals(side.code())).toList();
  }
}
