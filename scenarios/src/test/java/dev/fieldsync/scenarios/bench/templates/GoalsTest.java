package dev.fieldsync.scenarios.bench.templates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fieldsync.scenarios.bench.traffic.Measurement;
import dev.fieldsync.scenarios.bench.traffic.Ratio;
import dev.fieldsync.scenarios.bench.traffic.Summary;
import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalsTest {

  private static final List<Measurement> MEASUREMENTS =
      List.of(
          measurement(Workload.HOT, SideName.FIELDSYNC, 1, 600, Map.of()),
          measurement(Workload.HOT, SideName.JPA, 1, 100, Map.of("409", 7L)),
          measurement(Workload.HOT, SideName.FIELDSYNC, 2, 300, Map.of()),
          measurement(Workload.HOT, SideName.JPA, 2, 100, Map.of("409", 9L)),
          measurement(Workload.HOT, SideName.FIELDSYNC, 3, 800, Map.of("202", 2L)),
          measurement(Workload.HOT, SideName.JPA, 3, 200, Map.of()));

  @Test
  void aRatioIsTakenInEachRoundAndTheMedianCounts() {
    assertThat(Goals.ratio(MEASUREMENTS, Workload.HOT, SideName.JPA).map(Ratio::times))
        .contains(new Spread(4, 3, 6));
    assertThat(Goals.ratio(MEASUREMENTS, Workload.HOT, SideName.PGBENCH)).isEmpty();
    assertThat(Goals.ratio(MEASUREMENTS, Workload.READS, SideName.JPA)).isEmpty();
  }

  @Test
  void failuresOfOursMissAGoalAndFailuresOfThePeerDoNot() {
    assertThat(Goals.of(MEASUREMENTS))
        .extracting(Goal::text, Goal::measured, Goal::met)
        .containsExactly(
            tuple("hot: times the JPA service's answers per second", 4.0, false),
            tuple("no failed request of Fieldsync", 2.0, false),
            tuple("no lost update of Fieldsync", 0.0, true));
  }

  @Test
  void aSummaryHasTheMedianOfTheRatesAndTheSumOfTheFailures() {
    List<Summary> summaries = Summary.of(MEASUREMENTS);

    assertThat(summaries)
        .extracting(Summary::side, summary -> summary.perSecond().median(), Summary::failures)
        .containsExactly(
            tuple("fieldsync", 600.0, Map.of("202", 2L)), tuple("jpa", 100.0, Map.of("409", 16L)));
  }

  private static Measurement measurement(
      Workload workload, SideName side, int round, double perSecond, Map<String, Long> failures) {
    return new Measurement(
        workload.code(), side.code(), round, perSecond, Map.of(), failures, 0, Map.of(), 0);
  }
}
