package dev.fieldsync.taskagent.sync;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the sync stands.
 *
 * @param pendingSyncCount operations that will be sent, now or later
 * @param syncQueueSize the same: what is in the queue is what will be sent
 * @param deadLetterCount operations that wait for a person; not in the queue
 * @param problem why this device is offline
 * @param awaySince since when the server is away, as far as this device knows
 * @param offlineWanted whether a person wants it so
 * @param progress of the run that goes on
 */
record SyncStatus(
    @JsonProperty("pending_sync_count") long pendingSyncCount,
    @JsonProperty("last_sync_timestamp") @Nullable Instant lastSyncTimestamp,
    @JsonProperty("is_online") boolean isOnline,
    @JsonProperty("sync_queue_size") long syncQueueSize,
    @JsonProperty("dead_letter_count") long deadLetterCount,
    @Nullable String problem,
    @JsonProperty("away_since") @Nullable Instant awaySince,
    @JsonProperty("offline_wanted") boolean offlineWanted,
    SyncProgress.@Nullable View progress) {}
