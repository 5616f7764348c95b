/**
 * Tasks of one person: calls about one task, batches of what devices did offline, and what changed
 * for the person's other devices. Every write is an operation that goes through {@code
 * task-operations} to a worker; its outcome is a row, which this gateway looks for while somebody
 * waits.
 */
@NullMarked
package dev.fieldsync.gateway.task;

import org.jspecify.annotations.NullMarked;
