package dev.fieldsync.scenarios.bench.tasks;

/**
 * What a device says of its sync.
 *
 * @param seconds from being online until nothing waits any more
 * @param requests HTTP requests during it
 * @param failed operations that were not taken
 */
record Sync(double seconds, long requests, long failed) {}
