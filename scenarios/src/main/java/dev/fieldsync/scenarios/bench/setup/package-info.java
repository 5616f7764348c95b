/**
 * What all benchmarks have in common: servers and sides in processes of their own, the options for
 * these, and a report with goals, for people or for machines.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.setup;

import org.jspecify.annotations.NullMarked;
