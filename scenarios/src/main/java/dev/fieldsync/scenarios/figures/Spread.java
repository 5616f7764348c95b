package dev.fieldsync.scenarios.figures;

import java.util.Arrays;
import java.util.Collection;

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
}
