package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.merkle.MerkleTree;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.HybridClock;
import dev.fieldsync.cachesync.version.SeenWrites;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.VersionVector;
import dev.fieldsync.cachesync.version.Versions;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One node's copy of one group of keys. For one thread.
 *
 * <p>Writes here make new versions; {@link #merge} takes those of others in. A removed key leaves a
 * tombstone until the horizon; later, that it is not there although its writes were {@linkplain
 * SeenWrites seen} says the same.
 */
public final class Replica {

  private final String actor;
  private final ReplicaSettings settings;
  private final HybridClock clock;
  private final SeenWrites seen = new SeenWrites();
  private final Entries entries;
  private final Merging merging;
  private final Tending tending;
  private final RecentRoots recentRoots = new RecentRoots();
  private long counter;

  /**
   * Makes an empty replica.
   *
   * @param actor this node's name, never used before by one that had other memories
   * @param changed told of every change of a shown value, while it is made; must not call back
   */
  public Replica(String actor, ReplicaSettings settings, Consumer<KeyChange> changed) {
    this.actor = actor;
    this.settings = settings;
    this.clock = new HybridClock(settings.maxClockAhead());
    this.entries = new Entries(settings, changed);
    this.merging = new Merging(settings, entries, clock, seen);
    this.tending = new Tending(settings, entries, seen);
  }

  /** Returns what is shown of a key; null for none. */
  public byte @Nullable [] value(String key) {
    Entry entry = entries.find(key);
    return entry == null ? null : entry.shown;
  }

  /** Returns what is known of a key, removed ones too. */
  public Optional<Versions> find(String key) {
    return Optional.ofNullable(entries.find(key)).map(entry -> entry.versions);
  }

  /**
   * Writes a value, or removes it, having seen all that is here.
   *
   * @param bytes null to remove
   * @return false when it was removed already
   * @throws IllegalStateException when there is no room for another key
   * @throws IllegalArgumentException when the key is none of this node's
   */
  public boolean write(String key, byte @Nullable [] bytes, long nowMillis) {
    return write(key, bytes, clock.next(nowMillis), nowMillis);
  }

  /**
   * Writes a value that was here before anybody knew: it is older than all that others have
   * written.
   */
  public boolean writeOldest(String key, byte[] bytes, long nowMillis) {
    return write(key, bytes, 0, nowMillis);
  }

  private boolean write(String key, byte @Nullable [] bytes, long earliest, long nowMillis) {
    if (!settings.filter().test(key)) {
      throw new IllegalArgumentException("This node does not take part in the key " + key);
    }
    Entry entry = entries.find(key);
    if (bytes == null && (entry == null || entry.versions.isDeleted())) {
      return false;
    }
    if (entry == null && entries.isFull()) {
      throw new IllegalStateException(
          "The replica is full with " + entries.size() + " keys; raise maxEntries or remove some");
    }
    // Later than what it replaces, even if that is dated in the future.
    long time = entry == null ? earliest : Math.max(earliest, entry.versions.newest().time() + 1);
    Dot dot = new Dot(actor, ++counter);
    Version version = bytes == null ? Version.deleted(dot, time) : Version.of(dot, time, bytes);
    seen.add(dot);
    Versions versions = entry == null ? Versions.of(version) : entry.versions.write(version);
    entries.put(key, entry, versions, true);
    noteRoot(nowMillis);
    return true;
  }

  /** Takes in what is known elsewhere. */
  public Merged merge(String key, Versions incoming, long nowMillis) {
    Merged merged = merging.merge(key, incoming, nowMillis);
    if (merged == Merged.NEWS) {
      noteRoot(nowMillis);
    }
    return merged;
  }

  /** Forgets versions of which a peer knows that they were removed long ago. */
  public void dropGone(String key, Collection<Dot> gone, long nowMillis) {
    Entry entry = entries.find(key);
    if (entry != null) {
      merging.dropGone(entry, gone);
      noteRoot(nowMillis);
    }
  }

  /** A peer's state, of all keys that we have, was the same as ours when it had seen so much. */
  public void learnSeen(VersionVector theirs) {
    seen.addAll(theirs);
  }

  /**
   * Looks after some entries, the next ones each time: bytes that changed in memory are given up,
   * so that a peer brings them again; tombstones older than the horizon go, when every write that
   * they replace was seen.
   *
   * @param leafCount how many leaves of the tree to look at
   */
  public void tend(int leafCount, long nowMillis) {
    tending.tend(leafCount, nowMillis);
    noteRoot(nowMillis);
  }

  /** Looks whether a key's bytes are those that were written, and gives them up if not. */
  public boolean isIntact(String key) {
    Entry entry = entries.find(key);
    return entry == null || tending.isIntact(entry);
  }

  private void noteRoot(long nowMillis) {
    recentRoots.add(tree(settings.filter()).root(), nowMillis);
  }

  /** Returns the hashes over the keys that a filter lets through. */
  public MerkleTree tree(KeyFilter filter) {
    return entries.tree(filter);
  }

  /** Visits the entries of a leaf that a filter lets through. */
  public void forEachInLeaf(int leaf, KeyFilter filter, LeafVisitor visitor) {
    entries
        .leaves()
        .forEach(
            leaf,
            entry -> {
              if (filter.test(entry.key)) {
                visitor.visit(entry.key, entry.keyHash, entry.versions, entry.hash);
              }
            });
  }

  /** Visits every key whose value is shown, with the value; nothing may be changed meanwhile. */
  public void forEachShown(BiConsumer<String, byte[]> visitor) {
    for (Entry entry : entries.all()) {
      if (entry.shown != null) {
        visitor.accept(entry.key, entry.shown);
      }
    }
  }

  /** Returns the keys known, removed ones too, as they are now. */
  public List<String> keys() {
    return entries.all().stream().map(entry -> entry.key).toList();
  }

  /** Says whether the whole replica had this hash at some time lately. */
  public boolean hadRoot(long root) {
    return recentRoots.contains(root);
  }

  /** Says whether the whole replica had this hash at some time since. */
  public boolean hadRootSince(long root, long sinceMillis) {
    return recentRoots.containsSince(root, sinceMillis);
  }

  /** Returns up to where all writes of every actor were seen. */
  public VersionVector seen() {
    return seen.withoutGaps();
  }

  /** Says whether a write was seen. */
  public boolean hasSeen(Dot dot) {
    return seen.has(dot);
  }

  /** Returns the name under which this replica writes. */
  public String actor() {
    return actor;
  }

  /** Returns how many writes were made here. */
  public long writes() {
    return counter;
  }

  /** Returns how many keys have something to show or to say, tombstones among them. */
  public int size() {
    return entries.size();
  }

  /** Returns how many keys are removed and remembered. */
  public int tombstones() {
    return entries.tombstones();
  }

  /** Returns how many keys wait for bytes that were damaged here. */
  public int damaged() {
    return entries.damaged();
  }

  /** Returns how many truly concurrent writes met here. */
  public long conflicts() {
    return merging.conflicts();
  }

  /** Returns what this replica was made with. */
  public ReplicaSettings settings() {
    return settings;
  }
}
