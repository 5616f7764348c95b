package dev.fieldsync.doctor.symptom;

/**
 * Calls of a provider by all workers together.
 *
 * @param provider its name
 * @param workers processes that call it
 * @param perSecond calls that ended
 * @param limitedPerSecond those of them that were refused as too many
 * @param failedPerSecond those of them that failed and may be tried again
 * @param meanSeconds how long one took
 * @param inFlight open calls, on average
 * @param maxInFlight jobs that the workers may have begun at once, together
 * @param maxConnections calls that the workers may have open at once, together
 * @param maxPerSecond calls in a second that the provider allows; 0 when no bound is known
 */
public record CallSymptoms(
    String provider,
    int workers,
    double perSecond,
    double limitedPerSecond,
    double failedPerSecond,
    double meanSeconds,
    double inFlight,
    double maxInFlight,
    double maxConnections,
    double maxPerSecond) {}
