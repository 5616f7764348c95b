package dev.fieldsync.taskagent.task;

/**
 * A person changed a task on this device; it is in the queue.
 *
 * @param id of the task
 */
public record TaskChanged(String id) {}
