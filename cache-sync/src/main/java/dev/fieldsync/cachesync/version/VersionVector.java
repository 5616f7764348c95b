package dev.fieldsync.cachesync.version;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How far each actor has been seen. Immutable.
 *
 * @param counters the highest counter seen, by actor; none is 0
 */
public record VersionVector(SortedMap<String, Long> counters) {

  /** Nothing seen. */
  public static final VersionVector EMPTY = new VersionVector(new TreeMap<>());

  /** Takes a map over. */
  public VersionVector {
    counters = Collections.unmodifiableSortedMap(counters);
  }

  /** Makes a vector that has seen one dot. */
  public static VersionVector of(Dot dot) {
    return EMPTY.with(dot);
  }

  /** Returns the highest counter seen of an actor, 0 for none. */
  public long counter(String actor) {
    return counters.getOrDefault(actor, 0L);
  }

  /** Says whether a dot was seen. */
  public boolean covers(Dot dot) {
    return counter(dot.actor()) >= dot.counter();
  }

  /** Says whether all was seen that another vector has seen. */
  public boolean covers(VersionVector other) {
    return other.counters.entrySet().stream()
        .allMatch(each -> counter(each.getKey()) >= each.getValue());
  }

  /** Returns what has seen a dot besides. */
  public VersionVector with(Dot dot) {
    if (covers(dot)) {
      return this;
    }
    TreeMap<String, Long> all = new TreeMap<>(counters);
    all.put(dot.actor(), dot.counter());
    return new VersionVector(all);
  }

  /** Returns what has seen both. */
  public VersionVector join(VersionVector other) {
    if (covers(other)) {
      return this;
    }
    if (other.covers(this)) {
      return other;
    }
    TreeMap<String, Long> all = new TreeMap<>(counters);
    for (Map.Entry<String, Long> each : other.counters.entrySet()) {
      all.merge(each.getKey(), each.getValue(), Math::max);
    }
    return new VersionVector(all);
  }
}
