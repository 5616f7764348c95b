package dev.fieldsync.local.device;

import org.jspecify.annotations.Nullable;

/**
 * A change that a person made and the device confirmed.
 *
 * @param title that of the task after it; unique, but for deletions
 * @param completed what this was changed to, {@code null} when it was left as it was seen
 * @param seenTitle of the task before it, {@code null} for a new task
 * @param seenVersion the server's version of what was seen, {@code null} when the server had none
 */
record Made(
    String device,
    String taskId,
    String operation,
    String title,
    @Nullable Boolean completed,
    @Nullable String seenTitle,
    @Nullable Long seenVersion) {}
