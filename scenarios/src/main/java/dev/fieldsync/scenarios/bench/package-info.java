/**
 * Benchmarks: our system and what people would use instead, side by side on one machine in one run.
 */
@NullMarked
package dev.fieldsync.scenarios.bench;

import org.jspecify.annotations.NullMarked;
