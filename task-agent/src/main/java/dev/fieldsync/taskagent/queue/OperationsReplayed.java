package dev.fieldsync.taskagent.queue;

/** Dead letters are in the queue again. */
public record OperationsReplayed() {}
