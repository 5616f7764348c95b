package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.merkle.MerkleTree;
import dev.fieldsync.cachesync.version.Checksum;
import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.HybridClock;
import dev.fieldsync.cachesync.version.SeenWrites;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.VersionVector;
import dev.fieldsync.cachesync.version.Versions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  private static final int MAX_TREES = 8;

  private final String actor;
  private final ReplicaSettings settings;
  private final HybridClock clock;
  private final Consumer<KeyChange> changed;
  private final Map<String, Entry> entries = new HashMap<>();
  private final Leaves leaves;
  private final MerkleTree tree;

  /** Trees over the keys that peers share with us; the least lately used goes first. */
  private final Map<KeyFilter, MerkleTree> partialTrees = new LinkedHashMap<>(16, 0.75f, true);

  private final RecentRoots recentRoots = new RecentRoots();
  private final SeenWrites seen = new SeenWrites();
  private long counter;
  private int tombstones;
  private int damaged;
  private long conflicts;
  private int nextLeafToTend;

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
    this.changed = changed;
    this.leaves = new Leaves(settings.treeDepth());
    this.tree = new MerkleTree(settings.treeDepth());
  }

  /** What became of versions that came from outside. */
  public enum Merged {
    /** They brought something new. */
    NEWS,
    /** All of it was known. */
    KNOWN,
    /** They are dated too far in the future; they come again when it is time. */
    AHEAD,
    /** There is no room for another key. */
    FULL,
    /** They were removed here, so long ago that only this is known of it. */
    GONE,
    /** Their key is not one of ours. */
    FOREIGN
  }

  /** Returns what is shown of a key; null for none. */
  public byte @Nullable [] value(String key) {
    Entry entry = entries.get(key);
    return entry == null ? null : entry.shown;
  }

  /** Returns what is known of a key, removed ones too. */
  public Optional<Versions> find(String key) {
    return Optional.ofNullable(entries.get(key)).map(entry -> entry.versions);
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
    Entry entry = entries.get(key);
    if (bytes == null && (entry == null || entry.versions.isDeleted())) {
      return false;
    }
    if (entry == null && entries.size() >= settings.maxEntries()) {
      throw new IllegalStateException(
          "The replica is full with " + entries.size() + " keys; raise maxEntries or remove some");
    }
    // Later than what it replaces, even if that is dated in the future.
    long time = entry == null ? earliest : Math.max(earliest, entry.versions.newest().time() + 1);
    Dot dot = new Dot(actor, ++counter);
    Version version = bytes == null ? Version.deleted(dot, time) : Version.of(dot, time, bytes);
    seen.add(dot);
    put(key, entry, entry == null ? Versions.of(version) : entry.versions.write(version), true);
    noteRoot(nowMillis);
    return true;
  }

  /** Takes in what is known elsewhere. */
  public Merged merge(String key, Versions incoming, long nowMillis) {
    if (!settings.filter().test(key)) {
      incoming.concurrent().forEach(version -> seen.add(version.dot()));
      return Merged.FOREIGN;
    }
    if (clock.isTooFarAhead(incoming.newest().time(), nowMillis)) {
      return Merged.AHEAD;
    }
    Entry entry = entries.get(key);
    if (entry == null) {
      return mergeUnknown(key, incoming, nowMillis);
    }
    clock.follow(incoming.newest().time(), nowMillis);
    Versions merged = mergeKnown(entry.versions, incoming);
    note(incoming);
    if (merged.equals(entry.versions)) {
      return Merged.KNOWN;
    }
    if (entry.versions.isConcurrentWith(incoming)) {
      // Also when ours is the one that is shown: the peer then hears of it as decided.
      conflicts++;
    }
    boolean news = merged.digest() != entry.versions.digest();
    put(key, entry, merged, false);
    noteRoot(nowMillis);
    return news ? Merged.NEWS : Merged.KNOWN;
  }

  /** What was seen and is not there any more has been replaced, whatever is left of the reasons. */
  private Versions mergeKnown(Versions mine, Versions incoming) {
    List<Version> possible =
        incoming.concurrent().stream()
            .filter(each -> mine.find(each.dot()).isPresent() || !seen.has(each.dot()))
            .toList();
    return possible.isEmpty()
        ? new Versions(mine.seen().join(incoming.seen()), mine.concurrent())
        : settings.resolution().merge(mine, new Versions(incoming.seen(), possible));
  }

  private Merged mergeUnknown(String key, Versions incoming, long nowMillis) {
    List<Version> unknown =
        incoming.concurrent().stream().filter(version -> !seen.has(version.dot())).toList();
    if (unknown.isEmpty()) {
      return Merged.GONE;
    }
    if (entries.size() >= settings.maxEntries()) {
      return Merged.FULL;
    }
    clock.follow(incoming.newest().time(), nowMillis);
    note(incoming);
    put(key, null, new Versions(incoming.seen(), unknown), false);
    noteRoot(nowMillis);
    return Merged.NEWS;
  }

  /** Forgets versions of which a peer knows that they were removed long ago. */
  public void dropGone(String key, Collection<Dot> gone, long nowMillis) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return;
    }
    List<Version> left =
        entry.versions.concurrent().stream()
            .filter(version -> !gone.contains(version.dot()))
            .toList();
    if (left.isEmpty()) {
      remove(entry);
    } else if (left.size() < entry.versions.concurrent().size()) {
      put(key, entry, new Versions(entry.versions.seen(), left), false);
    }
    noteRoot(nowMillis);
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
    for (int i = 0; i < Math.min(leafCount, leaves.count()); i++) {
      leaves.forEach(nextLeafToTend, entry -> tend(entry, nowMillis));
      nextLeafToTend = (nextLeafToTend + 1) % leaves.count();
    }
    noteRoot(nowMillis);
  }

  private void tend(Entry entry, long nowMillis) {
    Versions versions = entry.versions;
    if (versions.concurrent().stream().anyMatch(each -> !each.isDamaged() && !each.isIntact())) {
      giveUpDamaged(entry);
    } else if (versions.concurrent().size() > 1) {
      // What was made of several may have been damaged by itself.
      show(entry, settings.resolution().resolve(entry.key, versions), false);
    }
    boolean old =
        HybridClock.millis(versions.newest().time()) + settings.horizon().toMillis() < nowMillis;
    if (old && versions.isDeleted() && seen.hasAll(versions.seen())) {
      remove(entry);
    } else if (old && seen.hasAll(versions.seen())) {
      entry.versions = entry.versions.forgetReplaced();
    }
  }

  /** Looks whether a key's bytes are those that were written, and gives them up if not. */
  public boolean isIntact(String key) {
    Entry entry = entries.get(key);
    if (entry == null) {
      return true;
    }
    if (!entry.versions.concurrent().stream().allMatch(Version::isIntact)) {
      giveUpDamaged(entry);
      return false;
    }
    return true;
  }

  private void giveUpDamaged(Entry entry) {
    List<Version> checked =
        entry.versions.concurrent().stream()
            .map(version -> version.isIntact() ? version : version.damaged())
            .toList();
    put(entry.key, entry, new Versions(entry.versions.seen(), checked), false);
  }

  /** Returns the hashes over the keys that a filter lets through. */
  public MerkleTree tree(KeyFilter filter) {
    if (filter.equals(settings.filter())) {
      return tree;
    }
    MerkleTree partial = partialTrees.get(filter);
    if (partial == null) {
      partial = new MerkleTree(settings.treeDepth());
      for (Entry entry : entries.values()) {
        if (filter.test(entry.key)) {
          partial.toggle(entry.keyHash, entry.hash);
          partial.count(1);
        }
      }
      if (partialTrees.size() >= MAX_TREES) {
        partialTrees.remove(partialTrees.keySet().iterator().next());
      }
      partialTrees.put(filter, partial);
    }
    return partial;
  }

  /** What a leaf has to say of an entry. */
  public interface LeafVisitor {

    /**
     * Sees an entry.
     *
     * @param hash of its key and its versions
     */
    void visit(String key, long keyHash, Versions versions, long hash);
  }

  /** Visits the entries of a leaf that a filter lets through. */
  public void forEachInLeaf(int leaf, KeyFilter filter, LeafVisitor visitor) {
    leaves.forEach(
        leaf,
        entry -> {
          if (filter.test(entry.key)) {
            visitor.visit(entry.key, entry.keyHash, entry.versions, entry.hash);
          }
        });
  }

  /** Visits every key whose value is shown, with the value; nothing may be changed meanwhile. */
  public void forEachShown(BiConsumer<String, byte[]> visitor) {
    for (Entry entry : entries.values()) {
      if (entry.shown != null) {
        visitor.accept(entry.key, entry.shown);
      }
    }
  }

  /** Returns the keys known, removed ones too, as they are now. */
  public List<String> keys() {
    return new ArrayList<>(entries.keySet());
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
    return tombstones;
  }

  /** Returns how many keys wait for bytes that were damaged here. */
  public int damaged() {
    return damaged;
  }

  /** Returns how many truly concurrent writes met here. */
  public long conflicts() {
    return conflicts;
  }

  /** Returns what this replica was made with. */
  public ReplicaSettings settings() {
    return settings;
  }

  private void note(Versions incoming) {
    incoming.concurrent().forEach(version -> seen.add(version.dot()));
    incoming.seen().counters().forEach((writer, upTo) -> seen.add(new Dot(writer, upTo)));
  }

  private void noteRoot(long nowMillis) {
    recentRoots.add(tree.root(), nowMillis);
  }

  private void put(String key, @Nullable Entry old, Versions versions, boolean local) {
    Entry entry = old;
    if (entry == null) {
      entry = new Entry(key, Checksum.of(key), versions);
      entries.put(key, entry);
      leaves.add(entry);
      count(entry, 1);
      toggle(entry);
    } else {
      tally(entry.versions, -1);
      toggle(entry);
      entry.versions = versions;
      entry.hash = Entry.hash(entry.keyHash, versions);
      toggle(entry);
    }
    tally(versions, 1);
    show(entry, settings.resolution().resolve(key, versions), local);
  }

  private void remove(Entry entry) {
    entries.remove(entry.key);
    leaves.remove(entry);
    toggle(entry);
    count(entry, -1);
    tally(entry.versions, -1);
    show(entry, null, false);
  }

  private void show(Entry entry, byte @Nullable [] value, boolean local) {
    byte[] before = entry.shown;
    entry.shown = value;
    if (!Arrays.equals(before, value)) {
      changed.accept(new KeyChange(entry.key, before, value, local));
    }
  }

  private void tally(Versions versions, int difference) {
    if (versions.isDeleted()) {
      tombstones += difference;
    }
    if (versions.isDamaged()) {
      damaged += difference;
    }
  }

  private void toggle(Entry entry) {
    tree.toggle(entry.keyHash, entry.hash);
    partialTrees.forEach(
        (filter, partial) -> {
          if (filter.test(entry.key)) {
            partial.toggle(entry.keyHash, entry.hash);
          }
        });
  }

  private void count(Entry entry, int difference) {
    tree.count(difference);
    partialTrees.forEach(
        (filter, partial) -> {
          if (filter.test(entry.key)) {
            partial.count(difference);
          }
        });
  }
}
