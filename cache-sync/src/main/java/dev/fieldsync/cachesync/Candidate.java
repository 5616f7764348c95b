package dev.fieldsync.cachesync;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of two values of a key.
 *
 * @param value null when it was removed
 * @param time when it was written, by the hybrid clock of its writer
 * @param node who wrote it
 * @param version the how-manieth write of that node it is
 * @param <V> the values
 */
public record Candidate<V>(@Nullable V value, Instant time, String node, long version) {}
