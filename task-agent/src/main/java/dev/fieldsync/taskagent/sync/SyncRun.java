package dev.fieldsync.taskagent.sync;

import dev.fieldsync.taskagent.queue.SyncQueue;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One sync: send, then fetch. One at a time; who comes meanwhile waits for a run of its own. */
@Component
class SyncRun {

  private static final Logger log = LoggerFactory.getLogger(SyncRun.class);

  private final PushQueue push;
  private final PullChanges pull;
  private final SyncQueue queue;
  private final SyncState state;
  private final Connection connection;
  private final SyncWatchers watchers;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable SyncProgress running;

  SyncRun(
      PushQueue push,
      PullChanges pull,
      SyncQueue queue,
      SyncState state,
      Connection connection,
      SyncWatchers watchers,
      Clock clock) {
    this.push = push;
    this.pull = pull;
    this.queue = queue;
    this.state = state;
    this.connection = connection;
    this.watchers = watchers;
    this.clock = clock;
  }

  /** Returns how far the current run is, {@code null} when there is none. */
  SyncProgress.@Nullable View running() {
    SyncProgress current = running;
    return current == null ? null : current.view();
  }

  /**
   * Syncs now.
   *
   * @return what was done
   * @throws ServerAwayException when the server is away or was lost on the way; what it had not
   *     confirmed is still queued
   */
  SyncProgress.View runOnce() throws ServerAwayException {
    lock.lock();
    try {
      if (connection.isOfflineWanted()) {
        throw new ServerAwayException("This device was set to be offline.");
      }
      SyncProgress progress = new SyncProgress(queue.waiting(), this::answered);
      running = progress;
      tell();
      push.runOnce(progress);
      pull.runOnce(progress);
      state.setLastSync(clock.instant());
      return progress.view();
    } catch (ServerAwayException e) {
      connection.lost(String.valueOf(e.getMessage()));
      log.atInfo()
          .addKeyValue("reason", e.getMessage())
          .log("Not synced; what is queued stays and goes out when the server is back");
      throw e;
    } finally {
      running = null;
      lock.unlock();
      watchers.tell("status", null);
    }
  }

  /** A server that answers is there, however long the rest of the run takes. */
  private void answered() {
    boolean news = !connection.isOnline();
    connection.works();
    if (news) {
      watchers.tell("status", null);
    }
    tell();
  }

  private void tell() {
    watchers.tell("progress", running());
  }
}
