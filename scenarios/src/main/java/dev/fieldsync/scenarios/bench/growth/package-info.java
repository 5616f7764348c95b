/**
 * The benchmark {@code growth}: what a request costs when there is ten times as much of something,
 * or more of those who do the work, beside what it costs without.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.growth;

import org.jspecify.annotations.NullMarked;
