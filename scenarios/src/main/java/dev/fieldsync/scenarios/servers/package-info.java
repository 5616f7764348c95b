/**
 * Kafka and PostgreSQL for a run, in processes of their own: a Kafka broker's virtual machine with
 * nothing else in it, and PostgreSQL as its child, both as {@code local} runs them, fsync and
 * synchronous commits on.
 */
@NullMarked
package dev.fieldsync.scenarios.servers;

import org.jspecify.annotations.NullMarked;
