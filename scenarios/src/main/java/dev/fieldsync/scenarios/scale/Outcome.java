package dev.fieldsync.scenarios.scale;

import org.HdrHistogram.Histogram;

/**
 * What came of a simulated time.
 *
 * @param layout what did it
 * @param updates how many updates came
 * @param waiting how many were not begun when it was over; much more than a moment's worth: too
 *     slow
 * @param latencyMicros microseconds from arrival to commit, of those that were served
 * @param hottestCell the largest share of a database's processors that was busy
 * @param averageCell the average of these
 * @param hottestPartition the largest share of the time in which a partition was worked on
 * @param averagePartition the average of these
 * @param eventsOfHottestCell events a second that every gateway of the hottest cell reads
 */
record Outcome(
    Layout layout,
    long updates,
    long waiting,
    Histogram latencyMicros,
    double hottestCell,
    double averageCell,
    double hottestPartition,
    double averagePartition,
    double eventsOfHottestCell) {}
