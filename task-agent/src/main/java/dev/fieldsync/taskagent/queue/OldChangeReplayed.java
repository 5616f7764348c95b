package dev.fieldsync.taskagent.queue;

/**
 * A person sends a dead letter again whose task has changed since; it is not in the queue any more.
 * Said within the transaction that removes it.
 *
 * @param operation {@code update} or {@code delete}
 * @param data what was to be sent of the task, JSON
 */
public record OldChangeReplayed(String taskId, String operation, String data) {}
