package dev.fieldsync.cachesync.engine;

import java.time.Duration;

/**
 * How a node behaves.
 *
 * @param syncInterval between two digests of a group, give or take a quarter
 * @param fanout peers that get each digest
 * @param batchSize keys in a message at most
 * @param retries of a message that could not be sent, and of a forced synchronization
 * @param scrubInterval within which every entry is looked after once
 * @param clockTolerance how far from the group's median the own clock is trusted
 */
public record EngineSettings(
    Duration syncInterval,
    int fanout,
    int batchSize,
    int retries,
    Duration scrubInterval,
    Duration clockTolerance) {

  /** Between two digests to the same peer, at least. */
  long minGapMillis() {
    return Math.max(10, Math.min(200, syncInterval.toMillis() / 20));
  }
}
