/** How the gateway is connected to Kafka. */
@NullMarked
package dev.fieldsync.gateway.kafka;

import org.jspecify.annotations.NullMarked;
