/**
 * {@code bench cache}: how fast writes through the cache synchronizer reach another process, beside
 * Hazelcast's near cache.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.cache;

import org.jspecify.annotations.NullMarked;
