package dev.fieldsync.taskagent.sync;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is known of the connection to the server. Thread-safe. */
@Component
class Connection {

  private final SyncState state;
  private final TaskServer server;
  private volatile boolean online;
  private volatile @Nullable String problem;

  Connection(SyncState state, TaskServer server) {
    this.state = state;
    this.server = server;
  }

  boolean isOnline() {
    return online && !state.isOfflineWanted();
  }

  /** Returns why there is none, {@code null} when there is. */
  @Nullable String problem() {
    return state.isOfflineWanted() ? "This device was set to be offline." : problem;
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
  }

  void lost(String why) {
    online = false;
    problem = why;
  }
}
