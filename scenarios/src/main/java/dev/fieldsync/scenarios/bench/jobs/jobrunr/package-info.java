/** JobRunr as a peer of the benchmark of jobs, a program of its own; nothing else uses it. */
@NullMarked
package dev.fieldsync.scenarios.bench.jobs.jobrunr;

import org.jspecify.annotations.NullMarked;
