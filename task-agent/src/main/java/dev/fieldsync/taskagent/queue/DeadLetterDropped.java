package dev.fieldsync.taskagent.queue;

/**
 * A person gave a dead letter up. Said within the transaction that does so.
 *
 * @param taskId of the task that it was about
 */
public record DeadLetterDropped(String taskId) {}
