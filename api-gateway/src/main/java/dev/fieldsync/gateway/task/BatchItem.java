package dev.fieldsync.gateway.task;

import dev.fieldsync.shared.task.TaskOperation;
import dev.fieldsync.shared.template.Violation;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item of a batch.
 *
 * @param clientId its {@code id} as it was sent
 * @param taskId its task, {@code null} when that is no UUID
 * @param operation what it asks for, {@code null} when it is not acceptable
 * @param violations what is wrong with it
 */
record BatchItem(
    String clientId,
    @Nullable UUID taskId,
    @Nullable TaskOperation operation,
    List<Violation> violations) {}
