package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.key.KeyFilter;
import dev.fieldsync.cachesync.merkle.MerkleTree;
import dev.fieldsync.cachesync.version.Checksum;
import dev.fieldsync.cachesync.version.Versions;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a replica with all that follows from them: hashes, counts and what is shown. For
 * one thread.
 */
final class Entries {

  private final ReplicaSettings settings;
  private final Consumer<KeyChange> changed;
  private final Map<String, Entry> byKey = new HashMap<>();
  private final Leaves leaves;
  private final Trees trees;
  private int tombstones;
  private int damaged;

  Entries(ReplicaSettings settings, Consumer<KeyChange> changed) {
    this.settings = settings;
    this.changed = changed;
    this.leaves = new Leaves(settings.treeDepth());
    this.trees = new Trees(settings.treeDepth());
  }

  @Nullable Entry find(String key) {
    return byKey.get(key);
  }

  Collection<Entry> all() {
    return Collections.unmodifiableCollection(byKey.values());
  }

  boolean isFull() {
    return byKey.size() >= settings.maxEntries();
  }

  int size() {
    return byKey.size();
  }

  /** Returns how many keys are removed and remembered. */
  int tombstones() {
    return tombstones;
  }

  /** Returns how many keys wait for bytes that were damaged here. */
  int damaged() {
    return damaged;
  }

  Leaves leaves() {
    return leaves;
  }

  MerkleTree tree(KeyFilter filter) {
    return filter.equals(settings.filter()) ? trees.whole() : trees.partial(filter, all());
  }

  /**
   * Replaces what is known of a key.
   *
   * @param old its entry; null when there is none
   */
  void put(String key, @Nullable Entry old, Versions versions, boolean local) {
    Entry entry = old;
    if (entry == null) {
      entry = new Entry(key, Checksum.of(key), versions);
      byKey.put(key, entry);
      leaves.add(entry);
      trees.add(entry);
    } else {
      tally(entry.versions, -1);
      trees.toggle(entry);
      entry.versions = versions;
      entry.hash = Entry.hash(entry.keyHash, versions);
      trees.toggle(entry);
    }
    tally(versions, 1);
    resolve(entry, local);
  }

  void remove(Entry entry) {
    byKey.remove(entry.key);
    leaves.remove(entry);
    trees.remove(entry);
    tally(entry.versions, -1);
    show(entry, null, false);
  }

  /** Shows what the versions of an entry come to. */
  void resolve(Entry entry, boolean local) {
    show(entry, settings.resolution().resolve(entry.key, entry.versions), local);
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
}
