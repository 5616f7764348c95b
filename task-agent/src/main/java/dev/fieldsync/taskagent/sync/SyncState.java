package dev.fieldsync.taskagent.sync;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The one row of {@code sync_state}. Thread-safe. */
@Repository
class SyncState {

  private final JdbcClient jdbc;

  /** As in the file, which is this program's alone: it is asked for again and again. */
  private volatile boolean offlineWanted;

  SyncState(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.offlineWanted =
        jdbc.sql("select offline from sync_state").query(Integer.class).single() == 1;
  }

  /** Where a pull stands. */
  record Position(@Nullable String checkpoint, boolean resetting) {}

  String deviceId() {
    return jdbc.sql("select device_id from sync_state").query(String.class).single();
  }

  Position position() {
    return jdbc.sql("select checkpoint, resetting from sync_state")
        .query(
            (row, number) -> new Position(row.getString("checkpoint"), row.getBoolean("resetting")))
        .single();
  }

  void setPosition(Position position) {
    jdbc.sql("update sync_state set checkpoint = ?, resetting = ?")
        .param(position.checkpoint())
        .param(position.resetting() ? 1 : 0)
        .update();
  }

  Optional<Instant> lastSync() {
    return jdbc.sql("select last_sync_at from sync_state where last_sync_at is not null")
        .query(String.class)
        .optional()
        .map(Instant::parse);
  }

  void setLastSync(Instant at) {
    jdbc.sql("update sync_state set last_sync_at = ?").param(at.toString()).update();
  }

  boolean isOfflineWanted() {
    return offlineWanted;
  }

  synchronized void setOfflineWanted(boolean offline) {
    jdbc.sql("update sync_state set offline = ?").param(offline ? 1 : 0).update();
    offlineWanted = offline;
  }
}
