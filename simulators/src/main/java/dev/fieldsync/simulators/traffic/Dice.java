package dev.fieldsync.simulators.traffic;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Queue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides how each call goes: as announced, else by chance from a seed. Thread-safe. */
final class Dice {

  private final SplittableRandom random;
  private final Queue<Fault> announced = new ArrayDeque<>();

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** What comes next whatever the rates are, one fault for each call. */
  synchronized void announce(Fault... faults) {
    Collections.addAll(announced, faults);
  }

  synchronized void forget() {
    announced.clear();
  }

  synchronized @Nullable Fault fault(Behaviour behaviour) {
    Fault next = announced.poll();
    if (next != null) {
      return next;
    }
    double thrown = random.nextDouble();
    for (Fault fault : Fault.values()) {
      thrown -= behaviour.faults().getOrDefault(fault, 0.0);
      if (thrown < 0) {
        return fault;
      }
    }
    return null;
  }

  synchronized Duration latency(Behaviour behaviour) {
    return behaviour.latency().next(random);
  }
}
