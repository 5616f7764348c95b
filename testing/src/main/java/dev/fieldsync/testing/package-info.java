/**
 * Real Kafka and real PostgreSQL for tests: one pair of servers per JVM, started on first use, with
 * a database and topic names of its own for every test class that asks.
 */
@NullMarked
package dev.fieldsync.testing;

import org.jspecify.annotations.NullMarked;
