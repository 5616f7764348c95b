/** Whole clusters in virtual time, on one thread, from a seed. */
@NullMarked
package dev.fieldsync.cachesync.simulation;

import org.jspecify.annotations.NullMarked;
