package dev.fieldsync.cachesync.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a map that were set, and the names of those that were removed. */
final class MapDifference {

  private static final String SET = "s";
  private static final String REMOVED = "r";

  private MapDifference() {}

  static Map<String, @Nullable Object> between(
      Map<String, @Nullable Object> base, Map<String, @Nullable Object> changed) {
    Map<String, @Nullable Object> set = new TreeMap<>();
    changed.forEach(
        (key, value) -> {
          if (!base.containsKey(key) || !Objects.deepEquals(base.get(key), value)) {
            set.put(key, value);
          }
        });
    List<String> removed = new ArrayList<>(base.keySet());
    removed.removeAll(changed.keySet());
    Map<String, @Nullable Object> difference = new TreeMap<>();
    difference.put(SET, set);
    difference.put(REMOVED, removed);
    return difference;
  }

  static Map<String, @Nullable Object> apply(
      Map<String, @Nullable Object> base, Map<String, @Nullable Object> difference) {
    Map<String, @Nullable Object> changed = new TreeMap<>(base);
    if (difference.get(SET) instanceof Map<?, ?> set) {
      set.forEach((key, value) -> changed.put(String.valueOf(key), value));
    }
    if (difference.get(REMOVED) instanceof List<?> removed) {
      removed.forEach(key -> changed.remove(String.valueOf(key)));
    }
    return changed;
  }
}
