package dev.fieldsync.shared.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the operations that turn one keyed array into another: what is gone is removed, as few
 * elements as possible are moved, then contents are compared where they have come to be.
 *
 * <p>All old and new places of elements lie in one fixed row, of which some are occupied at any
 * time; a Fenwick tree over the row tells an element's index at that time in logarithmic time.
 */
final class KeyedArrayEdits {

  private final EditScript script;
  private final Location place;
  private final KeyedArray from;
  private final KeyedArray to;

  /** Elements that stay where they are, so that all others can move around them. */
  private final Set<String> staying;

  private final Map<String, Integer> oldSlots = new HashMap<>();
  private final Map<String, Integer> newSlots = new HashMap<>();
  private final int[] occupied;

  private KeyedArrayEdits(EditScript script, Location place, KeyedArray from, KeyedArray to) {
    this.script = script;
    this.place = place;
    this.from = from;
    this.to = to;
    this.staying = LongestIncreasing.of(from.ids(), to.ids());
    this.occupied = new int[from.size() + to.size() + 1];
    layOutSlots();
  }

  static void compare(EditScript script, Location place, KeyedArray from, KeyedArray to) {
    if (!from.ids().equals(to.ids())) {
      new KeyedArrayEdits(script, place, from, to).rearrange();
    }
    int index = 0;
    for (Map.Entry<String, ObjectNode> element : to.byId().entrySet()) {
      ObjectNode before = from.get(element.getKey());
      if (before != null) {
        script.compare(place.child(index), before, element.getValue());
      }
      index++;
    }
  }

  /** Before each element that stays: first what comes to be there, then what was there. */
  private void layOutSlots() {
    List<String> oldIds = from.ids();
    int old = 0;
    int slot = 0;
    for (String id : to.ids()) {
      if (staying.contains(id)) {
        while (!oldIds.get(old).equals(id)) {
          oldSlots.put(oldIds.get(old++), slot++);
        }
        old++;
        oldSlots.put(id, slot);
      }
      newSlots.put(id, slot++);
    }
    while (old < oldIds.size()) {
      oldSlots.put(oldIds.get(old++), slot++);
    }
    oldSlots.values().forEach(s -> occupy(s, 1));
  }

  private void rearrange() {
    List<String> oldIds = from.ids();
    for (int i = oldIds.size() - 1; i >= 0; i--) {
      String id = oldIds.get(i);
      if (!to.has(id)) {
        Location removed = vacate(id);
        script.add(Edit.remove(removed, Objects.requireNonNull(from.get(id))));
      }
    }
    for (Map.Entry<String, ObjectNode> element : new ArrayList<>(to.byId().entrySet())) {
      String id = element.getKey();
      if (!from.has(id)) {
        script.add(Edit.add(fill(id), element.getValue()));
      } else if (!staying.contains(id)) {
        Location before = vacate(id);
        Location after = fill(id);
        script.add(Edit.move(before, after));
      }
    }
  }

  private Location vacate(String id) {
    int slot = Objects.requireNonNull(oldSlots.get(id));
    Location before = place.child(occupiedBefore(slot));
    occupy(slot, -1);
    return before;
  }

  private Location fill(String id) {
    int slot = Objects.requireNonNull(newSlots.get(id));
    Location after = place.child(occupiedBefore(slot));
    occupy(slot, 1);
    return after;
  }

  private void occupy(int slot, int change) {
    for (int i = slot + 1; i < occupied.length; i += i & -i) {
      occupied[i] += change;
    }
  }

  private int occupiedBefore(int slot) {
    int sum = 0;
    for (int i = slot; i > 0; i -= i & -i) {
      sum += occupied[i];
    }
    return sum;
  }
}
