package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.Symptoms;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds what holds a system up. A pure function of its symptoms. */
public final class Doctor {

  private static final List<Rule> RULES =
      List.of(
          new LongTransaction(),
          new LockContention(),
          new SlowCommit(),
          new PoolStarved(),
          new Rebalances(),
          new HotKey(),
          new PartitionSkew(),
          new RateLimitReached(),
          new TooFewInFlight(),
          new SlowExternalCall(),
          new RetryStorm(),
          new DeadLetterFlood(),
          new GarbageCollection(),
          new CpuSaturated());

  private Doctor() {}

  /** Returns the bottlenecks, without those that another one of them brings about. */
  public static List<Diagnosis> examine(Symptoms symptoms) {
    List<Diagnosis> found =
        RULES.stream().map(rule -> rule.examine(symptoms)).flatMap(Optional::stream).toList();
    Set<Bottleneck> explained = EnumSet.noneOf(Bottleneck.class);
    found.forEach(each -> explained.addAll(each.bottleneck().consequences()));
    return found.stream().filter(each -> !explained.contains(each.bottleneck())).toList();
  }
}
