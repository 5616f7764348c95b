package dev.fieldsync.scenarios.bench.cache;

/**
 * What one round of one side found.
 *
 * @param side which
 * @param round from 1
 * @param writes made by the one process
 * @param seen different values that the other one saw
 * @param p50Ms from a write to the first read of it in the other process
 * @param p99Ms the same
 * @param maxMs the same
 */
record Propagation(
    SideName side, int round, int writes, long seen, double p50Ms, double p99Ms, double maxMs) {}
