package dev.fieldsync.scenarios.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 6.0))).isEqualTo(new Spread(5, 1, 9));
  }

  @Test
  void oneValueIsAllThreeAndNoneIsZero() {
    assertThat(Spread.of(List.of(2.5))).isEqualTo(new Spread(2.5, 2.5, 2.5));
    assertThat(Spread.of(List.of())).isEqualTo(new Spread(0, 0, 0));
  }

  @Test
  void takesMediansByNameAndCountsWhatARoundLacksAsNothing() {
    List<Map<String, Double>> rounds =
        List.of(Map.of("kafka", 1.0), Map.of("kafka", 3.0, "postgres", 9.0), Map.of());

    assertThat(Spread.mediansOver(rounds, round -> round)).isEqualTo(Map.of("kafka", 1.0));
  }
}
