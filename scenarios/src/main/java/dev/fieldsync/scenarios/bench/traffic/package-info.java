/**
 * Templates under load, for the benchmarks that measure them: the requests and what a right answer
 * is, the services that answer, measurements in rounds, and reports of these.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.traffic;

import org.jspecify.annotations.NullMarked;
