package dev.fieldsync.scenarios.bench.tasks;

import java.util.Map;

/**
 * One sync of one side.
 *
 * @param side {@code fieldsync} or {@code pouchdb}
 * @param round from 1
 * @param seconds from being online until nothing waits any more
 * @param perSecond operations per second that the server has afterwards
 * @param requests HTTP requests of the device during it
 * @param failed operations that the device was told to have failed
 * @param missing operations that the server does not have afterwards
 * @param cpu processor seconds per second, by process
 * @param cpuMsPerOperation processor milliseconds of the side's own processes, the database's
 *     included, per operation
 */
record Measurement(
    String side,
    int round,
    double seconds,
    double perSecond,
    long requests,
    long failed,
    long missing,
    Map<String, Double> cpu,
    double cpuMsPerOperation) {}
