package dev.fieldsync.shared.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * In which order the elements of a merged array stand.
 *
 * @param ids of all elements that survive
 * @param conflicting whether both sides changed the order of the same elements, differently
 */
record ArrayOrder(List<String> ids, boolean conflicting) {

  /** Stands for the place before the first element; no id is empty. */
  private static final String FRONT = "";

  /**
   * Orders the elements.
   *
   * <p>Those that both sides have follow the side that changed the order of what all three share;
   * yours, when both did or none. An element of one side alone follows its nearest neighbour before
   * it there that survives; at the same place theirs come first.
   */
  static ArrayOrder of(
      KeyedArray base, KeyedArray theirs, KeyedArray yours, Predicate<String> survives) {
    Predicate<String> onBothSides = id -> theirs.has(id) && yours.has(id);
    List<String> before = select(base, onBothSides);
    List<String> theirOrder = select(theirs, onBothSides.and(base::has));
    List<String> yourOrder = select(yours, onBothSides.and(base::has));
    boolean theyChanged = !theirOrder.equals(before);
    boolean youChanged = !yourOrder.equals(before);

    Map<String, List<String>> theirFollowers = followers(theirs, yours, survives);
    Map<String, List<String>> yourFollowers = followers(yours, theirs, survives);
    List<String> ids = new ArrayList<>();
    ids.addAll(theirFollowers.getOrDefault(FRONT, List.of()));
    ids.addAll(yourFollowers.getOrDefault(FRONT, List.of()));
    for (String id : select(theyChanged && !youChanged ? theirs : yours, onBothSides)) {
      ids.add(id);
      ids.addAll(theirFollowers.getOrDefault(id, List.of()));
      ids.addAll(yourFollowers.getOrDefault(id, List.of()));
    }
    return new ArrayOrder(ids, theyChanged && youChanged && !theirOrder.equals(yourOrder));
  }

  private static List<String> select(KeyedArray array, Predicate<String> wanted) {
    return array.ids().stream().filter(wanted).toList();
  }

  private static Map<String, List<String>> followers(
      KeyedArray side, KeyedArray other, Predicate<String> survives) {
    Map<String, List<String>> followers = new HashMap<>();
    String leader = FRONT;
    for (String id : side.ids()) {
      if (other.has(id)) {
        leader = id;
      } else if (survives.test(id)) {
        followers.computeIfAbsent(leader, key -> new ArrayList<>()).add(id);
      }
    }
    return followers;
  }
}
