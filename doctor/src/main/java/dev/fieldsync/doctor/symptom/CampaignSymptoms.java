package dev.fieldsync.doctor.symptom;

/**
 * Jobs of campaigns that run.
 *
 * @param ready jobs that can be done now or are being done
 * @param claimed those of them that a worker has
 * @param workers campaign-workers that are alive
 * @param passedPerSecond steps that ended well
 * @param failedPerSecond attempts that failed and will be tried again
 * @param deadPerSecond jobs that were given up
 * @param failureReason the most frequent reason of failed attempts and given up jobs, empty without
 *     any
 * @param maxPerSecond calls in a second that the campaigns allow themselves, together; 0 when one
 *     of them knows no bound
 */
public record CampaignSymptoms(
    long ready,
    long claimed,
    long workers,
    double passedPerSecond,
    double failedPerSecond,
    double deadPerSecond,
    String failureReason,
    double maxPerSecond) {}
