package dev.fieldsync.cachesync;

import dev.fieldsync.cachesync.engine.NodeStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes what an application is told of what the engine tells. */
final class Statuses {

  private Statuses() {}

  /** Returns how a synchronizer is that was never connected. */
  static SyncStatus unconnected() {
    return new SyncStatus(
        false,
        null,
        List.of(),
        0,
        0,
        List.of(),
        0,
        0,
        0,
        new SyncStatus.Detail(0, 0, 0, Duration.ZERO, 0, 0, 0, 0, 0, 0, 0, 0));
  }

  /** Returns how a synchronizer is. */
  static SyncStatus of(boolean connected, NodeStatus node, Session session, long dropped) {
    return new SyncStatus(
        connected,
        node.lastSyncMillis() == 0 ? null : Instant.ofEpochMilli(node.lastSyncMillis()),
        node.peers(),
        node.pending(),
        node.conflicts(),
        node.away(),
        node.entries(),
        node.tombstones(),
        node.damaged(),
        new SyncStatus.Detail(
            node.damagedFound() + session.damagedInCaches(),
            node.repaired(),
            node.ahead(),
            Duration.ofMillis(node.clockOffsetMillis()),
            node.refused(),
            node.givenUp(),
            dropped,
            node.malformed(),
            node.incompatible(),
            node.impostors(),
            session.cacheFailures(),
            node.sentBytes()));
  }

  /** Returns what is left when the network was left. */
  static SyncStatus closed(SyncStatus last) {
    return new SyncStatus(
        false,
        last.lastSync(),
        List.of(),
        last.pending(),
        last.conflicts(),
        last.away(),
        last.entries(),
        last.tombstones(),
        last.damaged(),
        last.detail());
  }
}
