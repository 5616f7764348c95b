package dev.fieldsync.scenarios.bench.classes;

/**
 * What JMH found for one method in one round, in a process of its own.
 *
 * @param workload the class
 * @param side the method
 * @param round counted from 1
 * @param nanos nanoseconds of a call
 */
record Score(Workload workload, String side, int round, double nanos) {}
