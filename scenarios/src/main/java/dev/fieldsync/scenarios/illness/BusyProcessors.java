package dev.fieldsync.scenarios.illness;

import java.util.concurrent.ThreadLocalRandom;

/** As many threads that only calculate as there are processors, and once more. */
final class BusyProcessors {

  private static final int ROUNDS = 1_000_000;

  private BusyProcessors() {}

  static Cause start() {
    return Loops.start(2 * Runtime.getRuntime().availableProcessors(), BusyProcessors::calculate);
  }

  private static Double calculate() {
    double sum = ThreadLocalRandom.current().nextDouble();
    for (int i = 0; i < ROUNDS; i++) {
      sum += Math.sin(sum + i);
    }
    return sum;
  }
}
