/**
 * Nodes that talk through a Kafka topic. Needs {@code kafka-clients}.
 *
 * <p>Everybody reads the whole topic from its end and leaves out what is addressed to others. What
 * a node misses while it is away is no loss: comparisons bring it.
 */
@NullMarked
package dev.fieldsync.cachesync.transport.kafka;

import org.jspecify.annotations.NullMarked;
