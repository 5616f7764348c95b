package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.replica.Merged;
import dev.fieldsync.cachesync.replica.Replica;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one group the same as its peers'. Local writes are broadcast; digests go to random peers,
 * and where they differ the two compare and exchange until they are the same. For one thread.
 */
public final class GroupSync {

  private final Replica replica;
  private final Surroundings node;
  private final Broadcasts broadcasts;
  private final Intake intake;
  private final Reconciliation reconciliation;
  private final Digests digests;
  private final Scrub scrub;
  private SyncRound round = SyncRound.done();
  private long lastSync;

  GroupSync(
      String group,
      Replica replica,
      Deltas deltas,
      ToIntFunction<String> priority,
      Surroundings node) {
    this.replica = replica;
    this.node = node;
    Knowledge knowledge = new Knowledge(group, replica, node);
    Outbox outbox = new Outbox(priority, node.settings().retries());
    this.broadcasts = new Broadcasts(group, knowledge, deltas, outbox, node);
    this.intake = new Intake(group, replica, deltas, node);
    this.reconciliation = new Reconciliation(group, replica, knowledge, node, this::nowSame);
    this.digests = new Digests(group, replica, node);
    this.scrub = new Scrub(replica, node);
  }

  /** Returns the copy of this node. */
  public Replica replica() {
    return replica;
  }

  /**
   * Writes a value and tells the peers.
   *
   * @param bytes null to remove
   * @throws IllegalStateException when the replica is full
   * @throws IllegalArgumentException when the key is none of this node's
   */
  public void write(String key, byte @Nullable [] bytes) {
    Version base = onlyVersion(key);
    if (replica.write(key, bytes, node.now())) {
      broadcasts.add(key, base);
    }
  }

  private @Nullable Version onlyVersion(String key) {
    return replica
        .find(key)
        .filter(versions -> versions.concurrent().size() == 1)
        .map(Versions::newest)
        .filter(version -> version.bytes() != null)
        .orElse(null);
  }

  /** Takes over a value that was here before; everything that others have written is newer. */
  public void adopt(String key, byte[] bytes) {
    if (replica.find(key).isEmpty()) {
      replica.writeOldest(key, bytes, node.now());
      broadcasts.add(key, null);
    }
  }

  /** Takes in a version that an application has heard of in its own way, and tells the peers. */
  public Merged take(String key, Versions versions) {
    Merged merged = intake.merge(key, versions);
    if (merged == Merged.NEWS) {
      broadcasts.add(key, null);
    }
    return merged;
  }

  void receive(String from, Message message) {
    PeerProgress peer = node.peers().contains(from) ? digests.progress(from) : new PeerProgress();
    if (message instanceof Message.Update update) {
      intake.receive(from, peer, update);
    } else if (message instanceof Message.Delta delta) {
      intake.receive(from, delta);
    } else if (message instanceof Message.Gone gone) {
      intake.receive(gone);
    } else if (message instanceof Message.Digest digest) {
      reconciliation.receive(from, peer, digest);
    } else if (message instanceof Message.InSync same) {
      reconciliation.receive(from, peer, same);
    } else if (message instanceof Message.Compare compare) {
      reconciliation.receive(from, peer, compare);
    } else if (message instanceof Message.LeafContents contents) {
      reconciliation.receive(from, peer, contents);
    } else if (message instanceof Message.Want want) {
      reconciliation.receive(from, want);
    } else {
      peer.notHere = true;
      round.inSync(from);
    }
  }

  private void nowSame(String peer, PeerProgress progress) {
    progress.progressAt = node.ownClock();
    lastSync = node.now();
    round.inSync(peer);
  }

  /** Sends what waits to be sent. */
  void flush() {
    broadcasts.flush();
  }

  /** Learns what became of a message. */
  void sent(long id, boolean success) {
    broadcasts.sent(id, success);
  }

  void connected(String peer, boolean restarted) {
    digests.connected(peer, restarted);
  }

  void disconnected(String peer) {
    digests.disconnected(peer);
    round.inSync(peer);
  }

  void tick() {
    long now = node.ownClock();
    digests.maybeGossip(now);
    round.tick(now, node.random());
    scrub.tick(now);
    digests.sendDue(now);
  }

  void sendDueDigests(long now) {
    digests.sendDue(now);
  }

  /** Begins to synchronize with every connected peer; an earlier round is part of this one. */
  SyncRound synchronize() {
    SyncRound before = round;
    round =
        new SyncRound(
            node.settings().retries(),
            peer -> digests.progress(peer).digestBy(node.ownClock()),
            peer -> digests.progress(peer).progressAt);
    for (String peer : node.peers()) {
      if (!digests.progress(peer).notHere) {
        round.await(peer);
      }
    }
    before.endWith(round);
    round.begin(node.ownClock(), node.random());
    return round;
  }

  /**
   * Returns when a peer was last found to have the same, in milliseconds since 1970; 0 for never.
   */
  long lastSync() {
    return lastSync;
  }

  /** Returns how many keys peers may not know of yet. */
  long pending() {
    long confirmed = replica.writes();
    for (String peer : node.peers()) {
      PeerProgress progress = digests.progress(peer);
      if (!progress.notHere) {
        confirmed = Math.min(confirmed, progress.seen.counter(replica.actor()));
      }
    }
    return Math.max(broadcasts.size(), replica.writes() - confirmed);
  }
}
