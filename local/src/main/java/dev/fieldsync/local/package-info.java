/**
 * The whole system in one process: the services unchanged, on a Kafka broker and a PostgreSQL
 * server of its own. The parts start in the order data directory, database and broker, worker,
 * gateway and stop in the opposite order; each may be started and stopped alone.
 */
@NullMarked
package dev.fieldsync.local;

import org.jspecify.annotations.NullMarked;
