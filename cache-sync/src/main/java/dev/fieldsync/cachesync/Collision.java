package dev.fieldsync.cachesync;

/**
 * Two values of one key, of which one has to be shown.
 *
 * @param key the key
 * @param older the one with the earlier time
 * @param newer the one with the later time
 * @param concurrent whether it is known that neither writer had seen the other's value; false when
 *     one came through {@link CacheSynchronizer#handleUpdate}, which does not tell what its writer
 *     had seen
 * @param <V> the values
 */
public record Collision<V>(
    String key, Candidate<V> older, Candidate<V> newer, boolean concurrent) {}
