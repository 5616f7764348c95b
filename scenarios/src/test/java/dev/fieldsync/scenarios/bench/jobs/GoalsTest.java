package dev.fieldsync.scenarios.bench.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fieldsync.scenarios.figures.Goal;
import dev.fieldsync.scenarios.figures.Spread;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalsTest {

  private static final List<Measurement> MEASUREMENTS =
      List.of(
          creating("fieldsync", 1, 3),
          creating("copy", 1, 1),
          completing("fieldsync", 1, 900, 0),
          completing("jobrunr", 1, 100, 5),
          completing("pg-boss", 1, 300, 0),
          creating("fieldsync", 2, 2),
          creating("copy", 2, 2),
          completing("fieldsync", 2, 800, 0),
          completing("jobrunr", 2, 400, 0),
          completing("pg-boss", 2, 200, 0),
          beside(1, 700),
          beside(2, 650));

  @Test
  void theBestOfTheOthersIsAnotherInEachRound() {
    assertThat(Goals.timesTheBestPeer(MEASUREMENTS)).contains(new Spread(2.5, 2, 3));
    assertThat(Goals.timesThePeer(MEASUREMENTS, "jobrunr")).contains(new Spread(5.5, 2, 9));
    assertThat(Goals.timesThePeer(MEASUREMENTS, "db-scheduler")).isEmpty();
  }

  @Test
  void creatingIsComparedWithTheCopyOfTheSameRound() {
    assertThat(Goals.timesTheCopy(MEASUREMENTS)).contains(new Spread(2, 1, 3));
  }

  @Test
  void eachGoalIsMetOrMissed() {
    assertThat(Goals.of(MEASUREMENTS))
        .extracting(Goal::text, Goal::measured, Goal::met)
        .containsExactly(
            tuple("complete: times the jobs per second of the best of the others", 2.5, false),
            tuple("create: times the seconds of a bare COPY of the same rows", 2.0, true),
            tuple(
                "beside-waiting: share of the jobs per second without waiting ones",
                675.0 / 850,
                false),
            tuple("no job of Fieldsync that was not executed exactly once", 0.0, true));
  }

  @Test
  void aJobOfOursThatWasNotExecutedOnceMissesAGoal() {
    assertThat(Goals.of(List.of(completing("fieldsync", 1, 900, 1))))
        .extracting(Goal::text, Goal::met)
        .containsExactly(tuple("no job of Fieldsync that was not executed exactly once", false));
  }

  @Test
  void thereAreNoGoalsWithoutFigures() {
    assertThat(Goals.of(List.of(completing("jobrunr", 1, 100, 0)))).isEmpty();
  }

  @Test
  void aSummaryHasMediansAndTheSumOfWhatWasWrong() {
    assertThat(Summary.of(MEASUREMENTS))
        .filteredOn(each -> each.workload().equals("complete"))
        .extracting(Summary::side, each -> each.perSecond().median(), Summary::notOnce)
        .containsExactly(
            tuple("fieldsync", 850.0, 0L),
            tuple("jobrunr", 250.0, 5L),
            tuple("pg-boss", 250.0, 0L));
  }

  private static Measurement creating(String side, int round, double seconds) {
    return Measurement.creating(side, round, 1_000, seconds);
  }

  private static Measurement completing(String side, int round, double perSecond, long notOnce) {
    return new Measurement("complete", side, round, 1, perSecond, 0, notOnce, Map.of(), 0);
  }

  private static Measurement beside(int round, double perSecond) {
    return new Measurement("beside-waiting", "fieldsync", round, 1, perSecond, 0, 0, Map.of(), 0);
  }
}
