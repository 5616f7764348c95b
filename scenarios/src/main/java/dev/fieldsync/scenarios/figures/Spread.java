package dev.fieldsync.scenarios.figures;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * One figure over several rounds.
 *
 * @param median the middle one, or the mean of the middle two; 0 without any
 * @param lowest the lowest; 0 without any
 * @param highest the highest; 0 without any
 */
public record Spread(double median, double lowest, double highest) {

  /** Returns the spread of some values; without values all is 0. */
  public static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int count = sorted.length;
    if (count == 0) {
      return new Spread(0, 0, 0);
    }
    double median = Arrays.stream(sorted, (count - 1) / 2, count / 2 + 1).average().orElseThrow();
    return new Spread(median, sorted[0], sorted[count - 1]);
  }

  /** Returns the spread of a figure of some rounds. */
  public static <T> Spread over(List<T> rounds, ToDoubleFunction<T> figure) {
    return of(rounds.stream().mapToDouble(figure).boxed().toList());
  }

  /**
   * Returns the medians of figures that have names; those that the first round has, in its order. A
   * round that lacks one counts as 0.
   *
   * @param rounds at least one
   */
  public static <T> Map<String, Double> mediansOver(
      List<T> rounds, Function<T, Map<String, Double>> figures) {
    Map<String, Double> medians = new LinkedHashMap<>();
    for (String name : figures.apply(rounds.get(0)).keySet()) {
      medians.put(name, over(rounds, each -> figures.apply(each).getOrDefault(name, 0.0)).median());
    }
    return medians;
  }
}
