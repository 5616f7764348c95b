package dev.fieldsync.taskagent.task;

/**
 * A task was changed on this device; it is in the queue. Said within the transaction that does so.
 *
 * @param id of the task
 */
public record TaskChanged(String id) {}
