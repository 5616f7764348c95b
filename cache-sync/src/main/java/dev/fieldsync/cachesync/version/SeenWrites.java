package dev.fieldsync.cachesync.version;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Every write that a replica has seen, itself or replaced by a later one. What was seen and is no
 * longer there has been removed: that is how a removal is known for ever without its tombstone, and
 * how a node that was away for long is told so. For one thread.
 *
 * <p>After the causal contexts of <em>An Optimized Conflict-free Replicated Set</em> (Bieniusa and
 * others, 2012). Bounded: beyond, writes count as not seen, which keeps tombstones for longer.
 * Writes of foreign actors have no number of their own across keys, and are not kept here.
 */
public final class SeenWrites {

  private static final int MAX_SINGLE = 100_000;
  private static final int MAX_ACTORS = 10_000;

  private final TreeMap<String, Long> all = new TreeMap<>();
  private final Map<String, TreeSet<Long>> single = new HashMap<>();
  private int singles;

  /** Notes a write. */
  public void add(Dot dot) {
    if (Dot.isForeign(dot.actor())) {
      return;
    }
    long upTo = all.getOrDefault(dot.actor(), 0L);
    if (dot.counter() <= upTo) {
      return;
    }
    if (dot.counter() == upTo + 1) {
      raise(dot.actor(), dot.counter());
    } else if (singles < MAX_SINGLE
        && single.computeIfAbsent(dot.actor(), key -> new TreeSet<>()).add(dot.counter())) {
      singles++;
    }
  }

  /** Notes every write that another replica has seen, whose state is the same as ours. */
  public void addAll(VersionVector theirs) {
    theirs
        .counters()
        .forEach(
            (actor, counter) -> {
              if (counter > all.getOrDefault(actor, 0L)) {
                raise(actor, counter);
              }
            });
  }

  /** Says whether a write was seen. */
  public boolean has(Dot dot) {
    if (dot.counter() <= all.getOrDefault(dot.actor(), 0L)) {
      return true;
    }
    TreeSet<Long> counters = single.get(dot.actor());
    return counters != null && counters.contains(dot.counter());
  }

  /** Says whether everything of our actors was seen up to here, without a gap. */
  public boolean hasAll(VersionVector upTo) {
    return upTo.counters().entrySet().stream()
        .filter(each -> !Dot.isForeign(each.getKey()))
        .allMatch(each -> each.getValue() <= all.getOrDefault(each.getKey(), 0L));
  }

  /** Returns up to where every actor was seen without a gap. */
  public VersionVector withoutGaps() {
    return new VersionVector(new TreeMap<>(all));
  }

  private void raise(String actor, long counter) {
    if (all.size() >= MAX_ACTORS && !all.containsKey(actor)) {
      return;
    }
    long upTo = counter;
    TreeSet<Long> counters = single.get(actor);
    if (counters != null) {
      Iterator<Long> next = counters.iterator();
      while (next.hasNext()) {
        long candidate = next.next();
        if (candidate > upTo + 1) {
          break;
        }
        upTo = Math.max(upTo, candidate);
        next.remove();
        singles--;
      }
      if (counters.isEmpty()) {
        single.remove(actor);
      }
    }
    all.put(actor, upTo);
  }
}
