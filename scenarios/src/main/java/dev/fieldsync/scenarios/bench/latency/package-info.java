/**
 * The benchmark {@code latency}: how long people wait when so many come a second, whatever becomes
 * of those before them.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.latency;

import org.jspecify.annotations.NullMarked;
