package dev.fieldsync.cachesync.key;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The keys of a group that a node wants: those that begin with one of some prefixes. It is data and
 * no code, so that a peer can compare just these keys with it. Immutable.
 *
 * @param prefixes in order, none beginning with another; one empty prefix is every key
 */
public record KeyFilter(List<String> prefixes) implements Predicate<String> {

  /** Every key. */
  public static final KeyFilter ALL = new KeyFilter(List.of(""));

  /** No key. */
  public static final KeyFilter NONE = new KeyFilter(List.of());

  /** Brings the prefixes into their shortest form. */
  public KeyFilter {
    prefixes = shortest(prefixes);
  }

  /** Makes a filter of prefixes. */
  public static KeyFilter prefixes(String... prefixes) {
    return new KeyFilter(List.of(prefixes));
  }

  @Override
  public boolean test(String key) {
    for (String prefix : prefixes) {
      if (key.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the keys that both want. */
  public KeyFilter and(KeyFilter other) {
    List<String> both = new ArrayList<>();
    for (String mine : prefixes) {
      for (String theirs : other.prefixes) {
        if (mine.startsWith(theirs)) {
          both.add(mine);
        } else if (theirs.startsWith(mine)) {
          both.add(theirs);
        }
      }
    }
    return new KeyFilter(both);
  }

  /** Says whether every key that another filter wants is wanted. */
  public boolean covers(KeyFilter other) {
    return and(other).equals(other);
  }

  private static List<String> shortest(Collection<String> prefixes) {
    SortedSet<String> sorted = new TreeSet<>(prefixes);
    List<String> result = new ArrayList<>();
    for (String prefix : sorted) {
      if (result.isEmpty() || !prefix.startsWith(result.get(result.size() - 1))) {
        result.add(prefix);
      }
    }
    return List.copyOf(result);
  }
}
