package dev.fieldsync.scenarios.bench.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.scenarios.figures.Goal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GoalsTest {

  private static Measurement measured(SideName side, int round, double rate, long missing) {
    return new Measurement(side.code(), round, 1, rate, 20, 0, missing, Map.of(), 1);
  }

  @Test
  void theMedianOfTheRoundsRatiosCounts() {
    List<Measurement> measurements =
        List.of(
            measured(SideName.FIELDSYNC, 1, 100, 0),
            measured(SideName.POUCHDB, 1, 50, 0),
            measured(SideName.POUCHDB, 2, 25, 0),
            measured(SideName.FIELDSYNC, 2, 100, 0),
            measured(SideName.FIELDSYNC, 3, 300, 0),
            measured(SideName.POUCHDB, 3, 100, 0));

    assertThat(Goals.of(measurements)).extracting(Goal::met).containsExactly(true, true, true);
    assertThat(Goals.of(measurements).get(0).measured()).isEqualTo(3);
  }

  @Test
  void whatTheServerLacksMissesAGoalWithoutAPeerToo() {
    assertThat(Goals.of(List.of(measured(SideName.FIELDSYNC, 1, 100, 1))))
        .extracting(Goal::met)
        .containsExactly(true, false);
  }

  @Test
  void aTitleThatIsNotFoundIsMissing() {
    Titles titles = new Titles("a ", 3);
    titles.found("a 1");
    titles.found("a 1");
    titles.found("b 2");

    assertThat(titles.missing()).isEqualTo(2);
  }
}
