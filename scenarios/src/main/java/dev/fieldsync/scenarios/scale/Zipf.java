package dev.fieldsync.scenarios.scale;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Draws ranks of which the k-th comes up in proportion to {@code 1 / k^exponent}, by looking up the
 * inverse of their distribution. Thread-safe.
 */
final class Zipf {

  private final double[] upTo;

  /**
   * @param ranks how many, at least 1; eight bytes are kept for each
   * @param exponent 0: all alike; about 1: as words in a language
   */
  Zipf(int ranks, double exponent) {
    upTo = new double[ranks];
    double sum = 0;
    for (int rank = 0; rank < ranks; rank++) {
      sum += Math.pow(rank + 1.0, -exponent);
      upTo[rank] = sum;
    }
  }

  /** Returns a rank from 0. */
  int draw(RandomGenerator random) {
    int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
    return at < 0 ? Math.min(-at - 1, upTo.length - 1) : at;
  }

  /** Returns which part of all draws is a rank. */
  double share(int rank) {
    return (upTo[rank] - (rank == 0 ? 0 : upTo[rank - 1])) / upTo[upTo.length - 1];
  }
}
