package dev.fieldsync.taskagent.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the server adds to a task that it has as this device has it.
 *
 * @param serverId the id that the server gave it
 * @param version the server's version of it
 * @param updatedAt the time by which its last change counts, when that is not its own
 */
public record Settled(String id, String serverId, long version, @Nullable Instant updatedAt) {}
