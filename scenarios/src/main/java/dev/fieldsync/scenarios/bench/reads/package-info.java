/**
 * The benchmark {@code reads}: what it costs that no read is stale, beside a cache that checks
 * nothing and a service that caches nothing.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.reads;

import org.jspecify.annotations.NullMarked;
