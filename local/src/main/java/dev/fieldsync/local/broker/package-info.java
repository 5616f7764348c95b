/** A real Kafka broker inside this process, its records kept. */
@NullMarked
package dev.fieldsync.local.broker;

import org.jspecify.annotations.NullMarked;
