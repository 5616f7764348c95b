package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.version.HybridClock;
import dev.fieldsync.cachesync.version.SeenWrites;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.util.List;

/**
 * Looks after entries that nobody touches: bytes that changed in memory are given up, so that a
 * peer brings them again; tombstones older than the horizon go, when every write that they replace
 * was seen. For one thread.
 */
final class Tending {

  private final ReplicaSettings settings;
  private final Entries entries;
  private final SeenWrites seen;
  private int nextLeaf;

  Tending(ReplicaSettings settings, Entries entries, SeenWrites seen) {
    this.settings = settings;
    this.entries = entries;
    this.seen = seen;
  }

  /** Looks at some leaves, the next ones each time. */
  void tend(int leafCount, long nowMillis) {
    Leaves leaves = entries.leaves();
    for (int i = 0; i < Math.min(leafCount, leaves.count()); i++) {
      leaves.forEach(nextLeaf, entry -> tend(entry, nowMillis));
      nextLeaf = (nextLeaf + 1) % leaves.count();
    }
  }

  private void tend(Entry entry, long nowMillis) {
    Versions versions = entry.versions;
    if (versions.concurrent().stream().anyMatch(each -> !each.isDamaged() && !each.isIntact())) {
      giveUpDamaged(entry);
    } else if (versions.concurrent().size() > 1) {
      // What was made of several may have been damaged by itself.
      entries.resolve(entry, false);
    }
    boolean old =
        HybridClock.millis(versions.newest().time()) + settings.horizon().toMillis() < nowMillis;
    if (old && versions.isDeleted() && seen.hasAll(versions.seen())) {
      entries.remove(entry);
    } else if (old && seen.hasAll(versions.seen())) {
      entry.versions = entry.versions.forgetReplaced();
    }
  }

  /** Looks whether an entry's bytes are those that were written, and gives them up if not. */
  boolean isIntact(Entry entry) {
    if (entry.versions.concurrent().stream().allMatch(Version::isIntact)) {
      return true;
    }
    giveUpDamaged(entry);
    return false;
  }

  private void giveUpDamaged(Entry entry) {
    List<Version> checked =
        entry.versions.concurrent().stream()
            .map(version -> version.isIntact() ? version : version.damaged())
            .toList();
    entries.put(entry.key, entry, new Versions(entry.versions.seen(), checked), false);
  }
}
