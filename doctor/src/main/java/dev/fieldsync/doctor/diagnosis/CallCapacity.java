package dev.fieldsync.doctor.diagnosis;

import dev.fieldsync.doctor.symptom.CallSymptoms;
import dev.fieldsync.doctor.symptom.CampaignSymptoms;
import dev.fieldsync.doctor.symptom.Symptoms;
import org.jspecify.annotations.Nullable;

/**
 * How many calls are open, could be, and would have to be. By Little's law the calls in a second
 * are those in flight divided by the time that one takes (J. D. C. Little, 1961).
 *
 * @param calls the numbers
 * @param needed open calls that reach what the provider allows; infinite without a bound
 */
record CallCapacity(CallSymptoms calls, double needed) {

  /** Between the end of one call and the beginning of the next there is some work to do. */
  private static final double FULL = 0.6;

  /** A mean of measured times is off by some last digits; these are worth no call of their own. */
  private static final double ROUNDING = 1e-6;

  /** Returns it when the workers have as many calls open as they may and more to do; else null. */
  static @Nullable CallCapacity exhausted(Symptoms symptoms) {
    CallSymptoms calls = symptoms.calls();
    CampaignSymptoms campaigns = symptoms.campaigns();
    if (calls == null || campaigns == null || calls.meanSeconds() <= 0) {
      return null;
    }
    double most = Math.min(calls.maxInFlight(), calls.maxConnections());
    boolean isFull = most > 0 && calls.inFlight() >= FULL * most;
    boolean hasMore = campaigns.ready() > calls.inFlight();
    double needed =
        calls.maxPerSecond() > 0
            ? Math.ceil(calls.maxPerSecond() * calls.meanSeconds() - ROUNDING)
            : Double.POSITIVE_INFINITY;
    return isFull && hasMore && needed > most ? new CallCapacity(calls, needed) : null;
  }

  /** Returns how many more open calls would help, as many as the connections allow. */
  double reachable() {
    return Math.min(needed, calls.maxConnections());
  }

  /** Whether letting the workers open more calls brings them to what the provider allows. */
  boolean isRemediedBySettings() {
    return calls.maxInFlight() < reachable();
  }
}
