package dev.fieldsync.shared.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person wrote of a task.
 *
 * @param description {@code null} when there is none
 * @param createdAt when its maker says it was made
 */
public record TaskContent(
    String title, @Nullable String description, boolean completed, Instant createdAt) {}
