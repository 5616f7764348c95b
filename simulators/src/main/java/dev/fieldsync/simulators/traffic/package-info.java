/**
 * What all simulators have in common: the HTTP server, how well it is told to behave, and what it
 * counted.
 *
 * <p>No request holds a thread while it waits: it is read, worked on at once, and its answer is
 * written by a timer, so that thousands of slow calls are open at the same time.
 */
@NullMarked
package dev.fieldsync.simulators.traffic;

import org.jspecify.annotations.NullMarked;
