/** The update-worker: Kafka to versioned JSONB merges, in order per template. */
@NullMarked
package dev.fieldsync.updateworker;

import org.jspecify.annotations.NullMarked;
