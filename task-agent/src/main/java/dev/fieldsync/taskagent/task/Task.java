package dev.fieldsync.taskagent.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task as this device sees it, and in the form in which the server sends one.
 *
 * @param syncStatus {@code pending}, {@code in-progress}, {@code synced}, {@code error} (will be
 *     tried again) or {@code failed} (in the dead letters)
 * @param serverId the id that the server gave it, once it knows it
 * @param version the server's version that this device has seen last
 */
public record Task(
    String id,
    String title,
    @Nullable String description,
    boolean completed,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    @JsonProperty("is_deleted") boolean isDeleted,
    @JsonProperty("sync_status") String syncStatus,
    @JsonProperty("server_id") @Nullable String serverId,
    @JsonProperty("last_synced_at") @Nullable Instant lastSyncedAt,
    @Nullable Long version) {

  /** Says whether a person would see no difference. */
  boolean saysTheSameAs(Task other) {
    return title.equals(other.title)
        && Objects.equals(description, other.description)
        && completed == other.completed
        && isDeleted == other.isDeleted;
  }
}
