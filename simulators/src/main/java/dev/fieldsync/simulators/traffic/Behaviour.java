package dev.fieldsync.simulators.traffic;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a simulator behaves. Immutable.
 *
 * @param latency how long answers take
 * @param faults how often a call goes wrong in which way, each 0 to 1, together at most 1
 * @param callsPerSecond calls answered in a second of the clock; what is more is told to come back;
 *     0 is no limit
 * @param retryHint how a refused call is told when to come back
 * @param retryAfter after how long a call refused by {@link Fault#THROTTLED} should come back
 * @param deduplicates whether a key that was seen before is answered without doing the work again
 */
public record Behaviour(
    Latency latency,
    Map<Fault, Double> faults,
    int callsPerSecond,
    RetryHint retryHint,
    Duration retryAfter,
    boolean deduplicates) {

  /** Answers at once and well. */
  public static final Behaviour GOOD =
      new Behaviour(
          new Latency.Fixed(Duration.ZERO),
          Map.of(),
          0,
          RetryHint.SECONDS,
          Duration.ofSeconds(1),
          true);

  /** Checks the rates. */
  public Behaviour {
    faults = Map.copyOf(faults);
    double sum = faults.values().stream().mapToDouble(Double::doubleValue).sum();
    if (sum > 1 || faults.values().stream().anyMatch(rate -> !(rate >= 0))) {
      throw new IllegalArgumentException("Each fault needs a rate of 0 to 1, together at most 1.");
    }
    if (callsPerSecond < 0 || retryAfter.isNegative()) {
      throw new IllegalArgumentException("callsPerSecond and retryAfter cannot be negative.");
    }
  }

  /** Returns the same with another latency. */
  public Behaviour withLatency(Latency changed) {
    return new Behaviour(changed, faults, callsPerSecond, retryHint, retryAfter, deduplicates);
  }

  /** Returns the same with a fixed latency. */
  public Behaviour withLatency(Duration delay) {
    return withLatency(new Latency.Fixed(delay));
  }

  /** Returns the same with another rate of a fault. */
  public Behaviour withFault(Fault fault, double rate) {
    Map<Fault, Double> changed = new EnumMap<>(Fault.class);
    changed.putAll(faults);
    changed.put(fault, rate);
    return new Behaviour(latency, changed, callsPerSecond, retryHint, retryAfter, deduplicates);
  }

  /** Returns the same with another limit; 0 is none. */
  public Behaviour withCallsPerSecond(int changed) {
    return new Behaviour(latency, faults, changed, retryHint, retryAfter, deduplicates);
  }

  /** Returns the same with another form of saying when to come back. */
  public Behaviour withRetryHint(RetryHint hint, Duration after) {
    return new Behaviour(latency, faults, callsPerSecond, hint, after, deduplicates);
  }

  /** Returns the same with or without an eye for keys that were seen before. */
  public Behaviour withDeduplication(boolean changed) {
    return new Behaviour(latency, faults, callsPerSecond, retryHint, retryAfter, changed);
  }
}
