package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.replica.Replica;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How far a group is with each peer, and when which one gets a digest: random ones every interval,
 * others when there is a reason. For one thread.
 */
final class Digests {

  private final String group;
  private final Replica replica;
  private final Surroundings node;
  private final Map<String, PeerProgress> peers = new HashMap<>();
  private long nextAt;

  Digests(String group, Replica replica, Surroundings node) {
    this.group = group;
    this.replica = replica;
    this.node = node;
    this.nextAt = node.ownClock();
  }

  PeerProgress progress(String peer) {
    return peers.computeIfAbsent(peer, name -> new PeerProgress());
  }

  void connected(String peer, boolean restarted) {
    PeerProgress progress = progress(peer);
    if (restarted) {
      progress = new PeerProgress();
      peers.put(peer, progress);
    }
    // One of the two begins; the other does should nothing have come.
    long patience = node.name().compareTo(peer) < 0 ? 0 : node.settings().syncInterval().toMillis();
    progress.digestBy(node.ownClock() + patience);
  }

  void disconnected(String peer) {
    peers.remove(peer);
  }

  /** Chooses who gets a digest when it is time again. */
  void maybeGossip(long now) {
    if (now >= nextAt) {
      gossip(now);
      long interval = node.settings().syncInterval().toMillis();
      nextAt = now + interval - interval / 4 + node.random().nextLong(interval / 2 + 1);
    }
  }

  private void gossip(long now) {
    List<String> candidates = new ArrayList<>();
    for (String peer : node.peers()) {
      PeerProgress progress = progress(peer);
      if (!progress.notHere && now - progress.heardAt >= node.settings().minGapMillis()) {
        candidates.add(peer);
      }
    }
    Collections.shuffle(candidates, new Random(node.random().nextLong()));
    candidates.stream()
        .limit(node.settings().fanout())
        .forEach(peer -> progress(peer).digestBy(now));
  }

  void sendDue(long now) {
    for (String peer : node.peers()) {
      PeerProgress progress = progress(peer);
      if (progress.digestDueAt <= now
          && now - progress.digestSentAt >= node.settings().minGapMillis()) {
        progress.digestDueAt = PeerProgress.NEVER;
        progress.digestSentAt = now;
        node.send(peer, group, digest());
      }
    }
  }

  private Message digest() {
    return new Message.Digest(
        replica.settings().resolution().id(),
        replica.settings().treeDepth(),
        replica.settings().filter(),
        replica.tree(replica.settings().filter()).root(),
        replica.seen());
  }
}
