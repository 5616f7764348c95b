package dev.fieldsync.cachesync.engine;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.merkle.MerkleTree;
import dev.fieldsync.cachesync.replica.Replica;
import dev.fieldsync.cachesync.version.Checksum;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one group the same as its peers'. Local writes are broadcast; digests go to random peers,
 * and where they differ the two compare and exchange until they are the same. For one thread.
 */
public final class GroupSync {

  /** Bytes of values in one message, about. */
  private static final int MAX_MESSAGE_BYTES = 256 * 1024;

  private static final int ITEM_OVERHEAD = 40;

  private final String group;
  private final Replica replica;
  private final Deltas deltas;
  private final Surroundings node;
  private final Outbox outbox;
  private final Map<String, PeerProgress> peers = new HashMap<>();
  private long nextDigestAt;
  private long tendedAt;
  private double leavesDue;
  private long lastSync;
  private SyncRound round;

  GroupSync(
      String group,
      Replica replica,
      Deltas deltas,
      ToIntFunction<String> priority,
      Surroundings node) {
    this.group = group;
    this.replica = replica;
    this.deltas = deltas;
    this.node = node;
    this.outbox = new Outbox(priority, node.settings().retries());
    this.round = SyncRound.done();
    this.tendedAt = node.ownClock();
    this.nextDigestAt = node.ownClock();
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
      outbox.add(key, base);
    }
  }

  /** Takes over a value that was here before; everything that others have written is newer. */
  public void adopt(String key, byte[] bytes) {
    if (replica.find(key).isEmpty()) {
      replica.writeOldest(key, bytes, node.now());
      outbox.add(key, null);
    }
  }

  /** Takes in a version that an application has heard of in its own way, and tells the peers. */
  public Replica.Merged take(String key, Versions versions) {
    Replica.Merged merged = merge(key, versions);
    if (merged == Replica.Merged.NEWS) {
      outbox.add(key, null);
    }
    return merged;
  }

  private @Nullable Version onlyVersion(String key) {
    return replica
        .find(key)
        .filter(versions -> versions.concurrent().size() == 1)
        .map(Versions::newest)
        .filter(version -> version.bytes() != null)
        .orElse(null);
  }

  // What comes in.

  void receive(String from, Message message) {
    PeerProgress peer = node.peers().contains(from) ? progress(from) : new PeerProgress();
    if (message instanceof Message.Update update) {
      receive(from, peer, update);
    } else if (message instanceof Message.Delta delta) {
      delta.items().forEach(item -> receive(from, item));
    } else if (message instanceof Message.Digest digest) {
      receive(from, peer, digest);
    } else if (message instanceof Message.InSync same) {
      receive(from, peer, same);
    } else if (message instanceof Message.Compare compare) {
      receive(from, peer, compare);
    } else if (message instanceof Message.LeafContents contents) {
      receive(from, peer, contents);
    } else if (message instanceof Message.Want want) {
      if (isOurs(want.filter())) {
        tell(from, comparison(want.filter(), want.salt()).wanted(want.leaves()));
      }
    } else if (message instanceof Message.Gone gone) {
      gone.items().forEach(each -> replica.dropGone(each.key(), each.dots(), node.now()));
    } else {
      peer.notHere = true;
      round.inSync(from);
    }
  }

  private void receive(String from, PeerProgress peer, Message.Update update) {
    List<Message.Gone.Removed> gone = new ArrayList<>();
    boolean news = false;
    for (Message.Update.Known item : update.items()) {
      Replica.Merged merged = merge(item.key(), item.versions());
      if (merged == Replica.Merged.GONE) {
        List<Dot> dots = item.versions().concurrent().stream().map(Version::dot).toList();
        gone.add(new Message.Gone.Removed(item.key(), dots));
      }
      news |= merged == Replica.Merged.NEWS;
      if (update.repair() && merged == Replica.Merged.NEWS) {
        node.counters().repaired++;
      }
    }
    if (!gone.isEmpty()) {
      node.send(from, group, new Message.Gone(gone));
    }
    if (update.repair() && (news || !gone.isEmpty())) {
      peer.progressAt = node.ownClock();
      peer.digestBy(node.ownClock());
    }
  }

  private Replica.Merged merge(String key, Versions versions) {
    Replica.Merged merged = replica.merge(key, versions, node.now());
    if (merged == Replica.Merged.AHEAD) {
      node.counters().ahead++;
    } else if (merged == Replica.Merged.FULL) {
      node.counters().full++;
    }
    return merged;
  }

  private void receive(String from, Message.Delta.Changed item) {
    if (!replica.settings().filter().test(item.key())) {
      merge(item.key(), new Versions(item.seen(), List.of(item.version())));
      return;
    }
    Optional<byte[]> whole =
        replica
            .find(item.key())
            .flatMap(versions -> versions.find(item.base()))
            .filter(version -> version.isIntact() && version.bytes() != null)
            .map(version -> deltas.apply(bytes(version), item.change()))
            .filter(bytes -> Checksum.of(bytes) == item.version().checksum());
    if (whole.isPresent()) {
      Version version = Version.of(item.version().dot(), item.version().time(), whole.get());
      merge(item.key(), new Versions(item.seen(), List.of(version)));
    } else if (!replica.hasSeen(item.version().dot())) {
      long keyHash = Checksum.of(item.key());
      node.send(
          from,
          group,
          new Message.Want(
              replica.settings().filter(),
              0,
              List.of(
                  new Message.Want.Wanted(
                      MerkleTree.leaf(keyHash, replica.settings().treeDepth()),
                      List.of(MerkleTree.salted(keyHash, 0))))));
    }
  }

  private static byte[] bytes(Version version) {
    byte[] bytes = version.bytes();
    return bytes == null ? new byte[0] : bytes;
  }

  private void receive(String from, PeerProgress peer, Message.Digest digest) {
    if (digest.resolution() != replica.settings().resolution().id()
        || digest.depth() != replica.settings().treeDepth()) {
      node.counters().incompatible++;
      node.send(from, group, new Message.NotHere());
      return;
    }
    peer.notHere = false;
    peer.seen = digest.seen();
    boolean crossed = node.ownClock() - peer.digestSentAt < node.settings().minGapMillis();
    if (crossed && node.name().compareTo(from) < 0) {
      // Both began at once; ours goes on.
      return;
    }
    KeyFilter shared = replica.settings().filter().and(digest.filter());
    boolean comparable = shared.equals(digest.filter());
    if (comparable && isSame(shared, digest.root())) {
      if (replica.tree(shared).root() == digest.root()) {
        nowSame(from, peer);
      }
      if (shared.equals(replica.settings().filter())) {
        replica.learnSeen(digest.seen());
      }
      node.send(from, group, inSync(shared));
    } else {
      node.send(from, group, comparison(shared, node.random().nextLong()).begin());
    }
    peer.heardAt = node.ownClock();
  }

  /** A peer that is a little behind gets what it lacks without being compared with. */
  private boolean isSame(KeyFilter shared, long root) {
    long grace = Math.min(1_000, node.settings().syncInterval().toMillis());
    return replica.tree(shared).root() == root
        || (shared.equals(replica.settings().filter())
            && replica.hadRootSince(root, node.now() - grace));
  }

  private Message inSync(KeyFilter filter) {
    return new Message.InSync(filter, replica.tree(filter).root(), replica.seen());
  }

  private void receive(String from, PeerProgress peer, Message.InSync same) {
    peer.seen = same.seen();
    boolean ours = same.filter().equals(replica.settings().filter());
    if (isOurs(same.filter())
        && (replica.tree(same.filter()).root() == same.root()
            || (ours && replica.hadRoot(same.root())))) {
      if (ours) {
        replica.learnSeen(same.seen());
      }
      nowSame(from, peer);
    }
  }

  private void nowSame(String from, PeerProgress peer) {
    peer.progressAt = node.ownClock();
    lastSync = node.now();
    round.inSync(from);
  }

  private void receive(String from, PeerProgress peer, Message.Compare compare) {
    peer.heardAt = node.ownClock();
    if (!isOurs(compare.filter())) {
      return;
    }
    List<Message> answers =
        comparison(compare.filter(), compare.salt()).answer(compare.level(), compare.nodes());
    if (answers.isEmpty()) {
      node.send(from, group, inSync(compare.filter()));
    }
    answers.forEach(answer -> node.send(from, group, answer));
  }

  private void receive(String from, PeerProgress peer, Message.LeafContents contents) {
    peer.heardAt = node.ownClock();
    if (!isOurs(contents.filter())) {
      return;
    }
    Comparison.Differences differences =
        comparison(contents.filter(), contents.salt()).differences(contents.leaves());
    if (!differences.want().isEmpty()) {
      node.send(
          from, group, new Message.Want(contents.filter(), contents.salt(), differences.want()));
    }
    tell(from, differences.tell());
  }

  private boolean isOurs(KeyFilter filter) {
    return replica.settings().filter().covers(filter);
  }

  private Comparison comparison(KeyFilter filter, long salt) {
    return new Comparison(replica, filter, salt);
  }

  // What goes out.

  /** Tells a peer of keys; the last message says that it is the last. */
  private void tell(String to, List<String> keys) {
    List<Message.Update.Known> batch = new ArrayList<>();
    int bytes = 0;
    for (String key : keys) {
      Optional<Message.Update.Known> item = item(key);
      if (item.isPresent()) {
        batch.add(item.get());
        bytes += bytes(item.get());
        if (batch.size() >= node.settings().batchSize() || bytes >= MAX_MESSAGE_BYTES) {
          node.send(to, group, new Message.Update(List.copyOf(batch), true));
          batch.clear();
          bytes = 0;
        }
      }
    }
    if (!batch.isEmpty()) {
      node.send(to, group, new Message.Update(List.copyOf(batch), true));
    }
  }

  /** Returns what is to be said of a key; of damaged bytes it says that they are missing. */
  private Optional<Message.Update.Known> item(String key) {
    if (!replica.isIntact(key)) {
      node.counters().damaged++;
    }
    return replica.find(key).map(versions -> new Message.Update.Known(key, versions));
  }

  private static int bytes(Message.Update.Known item) {
    int bytes = item.key().length() + ITEM_OVERHEAD;
    for (Version version : item.versions().concurrent()) {
      bytes += bytes(version).length;
    }
    return bytes;
  }

  /** Sends what waits to be sent. */
  void flush() {
    if (node.peers().isEmpty()) {
      // Nobody to tell; who comes compares.
      outbox.clear();
      return;
    }
    List<Outbox.Waiting> next = outbox.take(node.settings().batchSize(), node.ownClock());
    while (!next.isEmpty()) {
      broadcast(next);
      next = outbox.take(node.settings().batchSize(), node.ownClock());
    }
  }

  private void broadcast(List<Outbox.Waiting> next) {
    List<Message.Update.Known> items = new ArrayList<>();
    List<Message.Delta.Changed> changes = new ArrayList<>();
    List<Outbox.Waiting> whole = new ArrayList<>();
    List<Outbox.Waiting> partly = new ArrayList<>();
    int bytes = 0;
    for (Outbox.Waiting waiting : next) {
      Optional<Message.Update.Known> item = item(waiting.key());
      Optional<Message.Delta.Changed> change = item.flatMap(each -> change(each, waiting.base()));
      if (change.isPresent()) {
        changes.add(change.get());
        partly.add(waiting);
      } else if (item.isPresent()) {
        items.add(item.get());
        whole.add(waiting);
        bytes += bytes(item.get());
        if (bytes >= MAX_MESSAGE_BYTES) {
          broadcast(new Message.Update(List.copyOf(items), false), whole);
          items.clear();
          whole.clear();
          bytes = 0;
        }
      }
    }
    if (!items.isEmpty()) {
      broadcast(new Message.Update(List.copyOf(items), false), whole);
    }
    if (!changes.isEmpty()) {
      broadcast(new Message.Delta(List.copyOf(changes)), partly);
    }
  }

  private void broadcast(Message message, List<Outbox.Waiting> sent) {
    outbox.sending(node.send(null, group, message), sent);
  }

  private Optional<Message.Delta.Changed> change(
      Message.Update.Known item, @Nullable Version base) {
    Version version = item.versions().newest();
    byte[] changed = version.bytes();
    byte[] before = base == null ? null : base.bytes();
    if (base == null
        || before == null
        || changed == null
        || item.versions().concurrent().size() > 1
        || !base.isIntact()) {
      return Optional.empty();
    }
    byte[] difference = deltas.difference(before, changed);
    return difference == null || difference.length + ITEM_OVERHEAD >= changed.length
        ? Optional.empty()
        : Optional.of(
            new Message.Delta.Changed(
                item.key(), base.dot(), version.damaged(), item.versions().seen(), difference));
  }

  /** Learns what became of a message. */
  void sent(long id, boolean success) {
    node.counters().givenUp +=
        outbox.sent(
            id, success, failures -> node.ownClock() + Backoff.millis(failures, node.random()));
  }

  // What time does.

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
    round.inSync(peer);
  }

  void tick() {
    long now = node.ownClock();
    if (now >= nextDigestAt) {
      gossip(now);
      long interval = node.settings().syncInterval().toMillis();
      nextDigestAt = now + interval - interval / 4 + node.random().nextLong(interval / 2 + 1);
    }
    round.tick(now, node.random());
    tend(now);
    sendDueDigests(now);
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

  void sendDueDigests(long now) {
    for (String peer : node.peers()) {
      PeerProgress progress = progress(peer);
      if (progress.digestDueAt <= now
          && now - progress.digestSentAt >= node.settings().minGapMillis()) {
        progress.digestDueAt = PeerProgress.NEVER;
        progress.digestSentAt = now;
        node.send(
            peer,
            group,
            new Message.Digest(
                replica.settings().resolution().id(),
                replica.settings().treeDepth(),
                replica.settings().filter(),
                replica.tree(replica.settings().filter()).root(),
                replica.seen()));
      }
    }
  }

  private void tend(long now) {
    int leaves = 1 << (4 * replica.settings().treeDepth());
    double part = (double) (now - tendedAt) / node.settings().scrubInterval().toMillis();
    leavesDue = Math.max(0, Math.min(leavesDue + leaves * part, leaves));
    tendedAt = now;
    int due = (int) leavesDue;
    leavesDue -= due;
    int damagedBefore = replica.damaged();
    replica.tend(due, node.now());
    node.counters().damaged += Math.max(0, replica.damaged() - damagedBefore);
  }

  /** Begins to synchronize with every connected peer; an earlier round is part of this one. */
  SyncRound synchronize() {
    SyncRound before = round;
    round =
        new SyncRound(
            node.settings().retries(),
            peer -> progress(peer).digestBy(node.ownClock()),
            peer -> progress(peer).progressAt);
    for (String peer : node.peers()) {
      if (!progress(peer).notHere) {
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
      PeerProgress progress = progress(peer);
      if (!progress.notHere) {
        confirmed = Math.min(confirmed, progress.seen.counter(replica.actor()));
      }
    }
    return Math.max(outbox.size(), replica.writes() - confirmed);
  }

  private PeerProgress progress(String peer) {
    return peers.computeIfAbsent(peer, name -> new PeerProgress());
  }
}
