/**
 * {@code bench tasks}: what a device did offline brought to the server, by the task-agent and by
 * PouchDB, each with its own server, on one machine in one run.
 */
@NullMarked
package dev.fieldsync.scenarios.bench.tasks;

import org.jspecify.annotations.NullMarked;
