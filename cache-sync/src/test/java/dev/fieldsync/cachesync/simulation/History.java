package dev.fieldsync.cachesync.simulation;

import dev.fieldsync.cachesync.version.Dot;
import dev.fieldsync.cachesync.version.Version;
import dev.fieldsync.cachesync.version.VersionVector;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The reference model: every write that was ever made, and what must come of them. */
final class History {

  private final List<Write> writes = new ArrayList<>();

  /**
   * One write.
   *
   * @param value null for a removal
   * @param seen what its author knew of the key, itself among it
   */
  record Write(String key, Dot dot, long time, @Nullable String value, VersionVector seen) {

    private boolean replaces(Write other) {
      return !other.dot.equals(dot) && seen.covers(other.dot);
    }
  }

  void add(String key, Version version, VersionVector seen) {
    byte[] bytes = version.bytes();
    String value = bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    writes.add(new Write(key, version.dot(), version.time(), value, seen));
  }

  Set<String> keys() {
    Set<String> keys = new TreeSet<>();
    writes.forEach(write -> keys.add(write.key()));
    return keys;
  }

  List<Write> of(String key) {
    return writes.stream().filter(write -> write.key().equals(key)).toList();
  }

  /** Returns the newest of the writes that were not lost. */
  Optional<Write> newest(String key, Predicate<Write> kept) {
    return of(key).stream().filter(kept).max(byTime());
  }

  /** Returns the writes that no other one that was not lost has replaced, the oldest first. */
  List<Write> concurrent(String key, Predicate<Write> kept) {
    List<Write> all = of(key).stream().filter(kept).toList();
    return all.stream()
        .filter(write -> all.stream().noneMatch(other -> other.replaces(write)))
        .sorted(byTime())
        .toList();
  }

  private static Comparator<Write> byTime() {
    return Comparator.comparingLong(Write::time)
        .thenComparing(write -> write.dot().actor())
        .thenComparingLong(write -> write.dot().counter());
  }
}
