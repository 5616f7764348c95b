/** How the worker is connected to Kafka. */
@NullMarked
package dev.fieldsync.updateworker.kafka;

import org.jspecify.annotations.NullMarked;
