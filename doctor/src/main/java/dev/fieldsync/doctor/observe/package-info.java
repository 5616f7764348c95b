/**
 * Looks at a running system for a few seconds: its sessions in PostgreSQL, its queues in Kafka,
 * what its processes tell about themselves. Reads only.
 */
@NullMarked
package dev.fieldsync.doctor.observe;

import org.jspecify.annotations.NullMarked;
