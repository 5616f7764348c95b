package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.key.KeyFilter;
import java.time.Duration;

/**
 * How a replica behaves.
 *
 * @param resolution of concurrent versions
 * @param filter the keys that it keeps
 * @param treeDepth of its hash tree, the same on every node
 * @param maxEntries keys it keeps at most, removed ones among them
 * @param horizon for how long a removed key leaves a tombstone
 * @param maxClockAhead how far in the future a version may be dated
 */
public record ReplicaSettings(
    Resolution resolution,
    KeyFilter filter,
    int treeDepth,
    int maxEntries,
    Duration horizon,
    Duration maxClockAhead) {}
