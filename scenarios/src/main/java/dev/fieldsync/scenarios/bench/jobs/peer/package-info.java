/**
 * How the benchmark of jobs drives what it compares: each process of a peer connects to the
 * benchmark and does what it is told, one line after the other. Nothing but the peers uses the half
 * that they need.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.jobs.peer;

import org.jspecify.annotations.NullMarked;
