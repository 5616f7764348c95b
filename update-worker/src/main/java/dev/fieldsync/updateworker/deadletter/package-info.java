/**
 * Copies the dead-letter topics, of updates, field processing and tasks, into {@code
 * fieldsync.dead_letter}, where people look at it through the gateway. Apart from the updates: a
 * consumer group, a thread and a database connection of its own. A record that is delivered again
 * is found by its identity and adds nothing.
 */
@NullMarked
package dev.fieldsync.updateworker.deadletter;

import org.jspecify.annotations.NullMarked;
