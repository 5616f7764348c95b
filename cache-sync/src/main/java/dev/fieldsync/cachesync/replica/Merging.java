package dev.fieldsync.cachesync.replica;

import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.HybridClock;
import dev.fieldsync.cachesync.version.SeenWrites;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.Versions;
import java.util.Collection;
import java.util.List;

/** Takes in what is known elsewhere. For one thread. */
final class Merging {

  private final ReplicaSettings settings;
  private final Entries entries;
  private final HybridClock clock;
  private final SeenWrites seen;
  private long conflicts;

  Merging(ReplicaSettings settings, Entries entries, HybridClock clock, SeenWrites seen) {
    this.settings = settings;
    this.entries = entries;
    this.clock = clock;
    this.seen = seen;
  }

  Merged merge(String key, Versions incoming, long nowMillis) {
    if (!settings.filter().test(key)) {
      incoming.concurrent().forEach(version -> seen.add(version.dot()));
      return Merged.FOREIGN;
    }
    if (clock.isTooFarAhead(incoming.newest().time(), nowMillis)) {
      return Merged.AHEAD;
    }
    Entry entry = entries.find(key);
    return entry == null
        ? mergeUnknown(key, incoming, nowMillis)
        : mergeInto(entry, incoming, nowMillis);
  }

  private Merged mergeInto(Entry entry, Versions incoming, long nowMillis) {
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
    entries.put(entry.key, entry, merged, false);
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
    if (entries.isFull()) {
      return Merged.FULL;
    }
    clock.follow(incoming.newest().time(), nowMillis);
    note(incoming);
    entries.put(key, null, new Versions(incoming.seen(), unknown), false);
    return Merged.NEWS;
  }

  private void note(Versions incoming) {
    incoming.concurrent().forEach(version -> seen.add(version.dot()));
    incoming.seen().counters().forEach((writer, upTo) -> seen.add(new Dot(writer, upTo)));
  }

  void dropGone(Entry entry, Collection<Dot> gone) {
    List<Version> left =
        entry.versions.concurrent().stream()
            .filter(version -> !gone.contains(version.dot()))
            .toList();
    if (left.isEmpty()) {
      entries.remove(entry);
    } else if (left.size() < entry.versions.concurrent().size()) {
      entries.put(entry.key, entry, new Versions(entry.versions.seen(), left), false);
    }
  }

  /** Returns how many truly concurrent writes met here. */
  long conflicts() {
    return conflicts;
  }
}
