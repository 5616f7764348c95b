package dev.fieldsync.cachesync.engine;

import java.util.List;

/**
 * How a node is. Counts are since it was made.
 *
 * @param peers connected, in order
 * @param away peers that were connected and are expected back, in order
 * @param lastSyncMillis when the group that waits the longest was last found to be the same as a
 *     peer's, since 1970; 0 for never
 * @param pending writes that some connected peer has not confirmed
 * @param conflicts truly concurrent writes that met here
 * @param entries keys with a value
 * @param tombstones removed keys still remembered
 * @param damaged keys whose bytes were found damaged and have not come back
 * @param damagedFound how often bytes were found damaged
 * @param repaired keys brought by comparisons
 * @param ahead versions put off because they were dated too far in the future
 * @param refused versions refused because the replica is full
 * @param malformed messages that could not be read
 * @param incompatible digests of peers that are set up otherwise
 * @param givenUp keys that could not be sent and are left to comparisons
 * @param impostors messages of another node with this node's name
 * @param clockOffsetMillis how far most clocks of the group are ahead of this node's
 * @param sentBytes bytes sent
 */
public record NodeStatus(
    List<String> peers,
    List<String> away,
    long lastSyncMillis,
    long pending,
    long conflicts,
    long entries,
    long tombstones,
    long damaged,
    long damagedFound,
    long repaired,
    long ahead,
    long refused,
    long malformed,
    long incompatible,
    long givenUp,
    long impostors,
    long clockOffsetMillis,
    long sentBytes) {}
