package dev.fieldsync.shared.merge;

import static dev.fieldsync.shared.merge.SameValue.identical;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds the operations that turn one document into another. For one use, by one thread. */
final class EditScript {

  /** Below this many characters telling what changed is preferred, however long it is. */
  private static final int SHORT = 512;

  private final List<Edit> edits = new ArrayList<>();
  private long cost;

  List<Edit> between(JsonNode from, JsonNode to) {
    compare(Location.ROOT, from, to);
    if (edits.size() > JsonPatch.MAX_OPERATIONS) {
      return List.of(Edit.replace(Location.ROOT, from, to));
    }
    return edits;
  }

  void compare(Location place, JsonNode from, JsonNode to) {
    if (identical(from, to)) {
      return;
    }
    int firstEdit = edits.size();
    long costBefore = cost;
    if (from instanceof ObjectNode before && to instanceof ObjectNode after) {
      compareObjects(place, before, after);
    } else if (from instanceof ArrayNode before && to instanceof ArrayNode after) {
      compareArrays(place, before, after);
    } else if (!from.equals(to)) {
      add(Edit.replace(place, from, to));
      return;
    }
    if (isMuchLongerThanReplacing(place, to, cost - costBefore)) {
      edits.subList(firstEdit, edits.size()).clear();
      cost = costBefore;
      add(Edit.replace(place, from, to));
    }
  }

  private static boolean isMuchLongerThanReplacing(Location place, JsonNode to, long cost) {
    return cost > SHORT && Edit.replaceCost(place, to, cost / 2) < cost / 2;
  }

  void add(Edit edit) {
    edits.add(edit);
    cost += edit.cost();
  }

  private void compareObjects(Location place, ObjectNode from, ObjectNode to) {
    for (Map.Entry<String, JsonNode> property : from.properties()) {
      JsonNode after = to.get(property.getKey());
      if (after == null) {
        add(Edit.remove(place.child(property.getKey()), property.getValue()));
      } else {
        compare(place.child(property.getKey()), property.getValue(), after);
      }
    }
    for (Map.Entry<String, JsonNode> property : to.properties()) {
      if (!from.has(property.getKey())) {
        add(Edit.add(place.child(property.getKey()), property.getValue()));
      }
    }
  }

  private void compareArrays(Location place, ArrayNode from, ArrayNode to) {
    KeyedArray keyedFrom = KeyedArray.of(from);
    KeyedArray keyedTo = KeyedArray.of(to);
    if (keyedFrom != null && keyedTo != null) {
      KeyedArrayEdits.compare(this, place, keyedFrom, keyedTo);
    } else if (!PlainArrayEdits.compare(this, place, from, to)) {
      add(Edit.replace(place, from, to));
    }
  }
}
