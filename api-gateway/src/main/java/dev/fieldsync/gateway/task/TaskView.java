package dev.fieldsync.gateway.task;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as people see it.
 *
 * @param syncStatus always {@code synced}: the server's word is what others sync with
 * @param lastSyncedAt when the server wrote it last (database clock)
 * @param version grows with every write of any of the owner's tasks
 */
record TaskView(
    UUID id,
    String title,
    @Nullable String description,
    boolean completed,
    @JsonProperty("created_at") Instant createdAt,
    @JsonProperty("updated_at") Instant updatedAt,
    @JsonProperty("is_deleted") boolean isDeleted,
    @JsonProperty("sync_status") String syncStatus,
    @JsonProperty("server_id") UUID serverId,
    @JsonProperty("last_synced_at") Instant lastSyncedAt,
    long version) {}
