package dev.fieldsync.taskagent.sync;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of the connection to the server. Thread-safe. */
@Component
class Connection {

  private final SyncState state;
  private final TaskServer server;
  private final Clock clock;
  private volatile boolean online;
  private volatile @Nullable String problem;
  private volatile @Nullable Instant awaySince;

  Connection(SyncState state, TaskServer server, Clock clock) {
    this.state = state;
    this.server = server;
    this.clock = clock;
  }

  boolean isOnline() {
    return online && !state.isOfflineWanted();
  }

  /** Returns why there is none, {@code null} when there is. */
  @Nullable String problem() {
    return state.isOfflineWanted() ? "This device was set to be offline." : problem;
  }

  /** Returns since when the server is away, {@code null} while it is not known to be. */
  @Nullable Instant awaySince() {
    return awaySince;
  }

  boolean isOfflineWanted() {
    return state.isOfflineWanted();
  }

  void wantOffline(boolean offline) {
    state.setOfflineWanted(offline);
  }

  /** Looks whether the server is there. */
  boolean probe() {
    if (state.isOfflineWanted()) {
      return false;
    }
    boolean there = server.isReachable();
    if (!there) {
      lost("The server cannot be reached.");
    }
    return there;
  }

  void works() {
    online = true;
    problem = null;
    awaySince = null;
  }

  void lost(String why) {
    if (state.isOfflineWanted()) {
      return;
    }
    online = false;
    problem = why;
    if (awaySince == null) {
      awaySince = clock.instant();
    }
  }
}
