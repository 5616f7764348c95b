/**
 * The peers of the benchmark {@code reads}: what is left of reading a template when nothing is
 * checked (a cache and nothing else) and when nothing is cached (the database and nothing else).
 */
@NullMarked
package dev.fieldsync.scenarios.bench.plain;

import org.jspecify.annotations.NullMarked;
