package dev.fieldsync.taskagent.queue;

/**
 * An operation that the server has not confirmed.
 *
 * @param seq its place in the order on this device
 * @param id its identity
 * @param data what is sent of the task, canonical JSON
 * @param createdAt when it happened, as it is sent
 * @param retryCount how often the server could not take it
 */
public record QueuedOperation(
    long seq,
    String id,
    String taskId,
    String operation,
    String data,
    String createdAt,
    int retryCount) {}
