package dev.fieldsync.scenarios.bench.templates;

import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Ratio;
import dev.fieldsync.scenarios.bench.traffic.TrafficGoals;
import dev.fieldsync.scenarios.figures.Goal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the benchmark should show. Of the ratios of rounds the median counts. */
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
                          ratio.times().median())));
    }
    goals.addAll(
        TrafficGoals.nothingFails(
            measurements.stream()
                .filter(each -> each.side().equals(SideName.FIELDSYNC.code()))
                .toList()));
    return goals;
  }

  /** Returns how many times as many right answers Fieldsync gave as the others. */
  static List<Ratio> ratios(List<Measurement> measurements) {
    List<Ratio> ratios = new ArrayList<>();
    for (Workload workload : Workload.values()) {
      for (SideName other : List.of(SideName.JPA, SideName.PGBENCH)) {
        ratio(measurements, workload, other).ifPresent(ratios::add);
      }
    }
    return ratios;
  }

  /** Returns how many times as many right answers Fieldsync gave as another side. */
  static Optional<Ratio> ratio(List<Measurement> measurements, Workload workload, SideName other) {
    return Ratio.ofRates(measurements, workload.code(), SideName.FIELDSYNC.code(), other.code());
  }
}
