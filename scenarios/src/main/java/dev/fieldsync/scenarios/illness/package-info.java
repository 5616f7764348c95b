/**
 * Bottlenecks that are brought about on purpose, each to see that the doctor names it and nothing
 * else, and that the system bears it.
 */
@NullMarked
package dev.fieldsync.scenarios.illness;

import org.jspecify.annotations.NullMarked;
