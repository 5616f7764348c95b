package dev.fieldsync.shared.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The longest increasing subsequence, by patience sorting in O(n log n). */
final class LongestIncreasing {

  private LongestIncreasing() {}

  /** Returns as many elements as possible of those in both lists that are in the same order. */
  static Set<String> of(List<String> from, List<String> to) {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 0; i < to.size(); i++) {
      positions.put(to.get(i), i);
    }
    List<String> shared = new ArrayList<>(from);
    shared.retainAll(positions.keySet());

    // tails[k]: the element with the smallest target position that ends a sequence of length k + 1.
    int[] tails = new int[shared.size()];
    int[] previous = new int[shared.size()];
    int[] targets = shared.stream().mapToInt(positions::get).toArray();
    int[] tailTargets = new int[shared.size()];
    int length = 0;
    for (int i = 0; i < targets.length; i++) {
      int found = -Arrays.binarySearch(tailTargets, 0, length, targets[i]) - 1;
      tails[found] = i;
      tailTargets[found] = targets[i];
      previous[i] = found == 0 ? -1 : tails[found - 1];
      length = Math.max(length, found + 1);
    }
    Set<String> longest = new HashSet<>();
    for (int i = length == 0 ? -1 : tails[length - 1]; i >= 0; i = previous[i]) {
      longest.add(shared.get(i));
    }
    return longest;
  }
}
