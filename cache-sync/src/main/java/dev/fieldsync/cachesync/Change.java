package dev.fieldsync.cachesync;

import org.jspecify.annotations.Nullable;

/**
 * The value of a key has changed on this node.
 *
 * @param key the key
 * @param before null when there was none
 * @param after null when there is none any more
 * @param local whether it was written on this node
 * @param <V> the values
 */
public record Change<V>(String key, @Nullable V before, @Nullable V after, boolean local) {}
