/**
 * {@code bench cache}: what reads through the cache synchronizer cost, and how fast writes reach
 * another process, beside Hazelcast's near cache.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.cache;

import org.jspecify.annotations.NullMarked;
