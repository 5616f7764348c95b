package dev.fieldsync.cachesync.replica;

import org.jspecify.annotations.Nullable;

/**
 * The value that is shown of a key has changed.
 *
 * @param before null for none
 * @param after null for none
 * @param local whether it was written here
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
public record KeyChange(
    String key, byte @Nullable [] before, byte @Nullable [] after, boolean local) {}
