/**
 * The benchmark {@code jobs}: creating jobs and completing jobs that do nothing, with Fieldsync's
 * campaigns and with what people would use instead, side by side on one PostgreSQL server.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.jobs;

import org.jspecify.annotations.NullMarked;
