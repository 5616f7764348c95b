package dev.fieldsync.shared.merge;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of a difference, not yet written.
 *
 * @param from where it is moved from, for moves alone
 * @param value what is there afterwards, for adding and replacing
 * @param oldValue what is gone afterwards, for removing and replacing
 * @param cost about how many characters it has as text
 */
record Edit(
    JsonPatch.Kind kind,
    Location place,
    @Nullable Location from,
    @Nullable JsonNode value,
    @Nullable JsonNode oldValue,
    long cost) {

  private static final int FRAME = 24;

  private static final int VALUE_FRAME = 9;

  static Edit add(Location place, JsonNode value) {
    return new Edit(JsonPatch.Kind.ADD, place, null, value, null, cost(place, value));
  }

  static Edit remove(Location place, JsonNode oldValue) {
    return new Edit(
        JsonPatch.Kind.REMOVE, place, null, null, oldValue, FRAME + (long) place.length());
  }

  static Edit replace(Location place, JsonNode oldValue, JsonNode value) {
    return new Edit(JsonPatch.Kind.REPLACE, place, null, value, oldValue, cost(place, value));
  }

  static Edit move(Location from, Location place) {
    long cost = FRAME + VALUE_FRAME + (long) from.length() + place.length();
    return new Edit(JsonPatch.Kind.MOVE, place, from, null, null, cost);
  }

  private static long cost(Location place, JsonNode value) {
    return replaceCost(place, value, Long.MAX_VALUE);
  }

  /** Returns what replacing the value would cost, or something above {@code enough}. */
  static long replaceCost(Location place, JsonNode value, long enough) {
    return FRAME + VALUE_FRAME + (long) place.length() + TextLength.of(value, enough);
  }

  ObjectNode toJson(boolean withOldValue) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("op", kind.code());
    if (from != null) {
      json.put("from", from.toString());
    }
    json.put("path", place.toString());
    if (value != null) {
      json.set("value", value);
    }
    if (withOldValue && oldValue != null) {
      json.set("oldValue", oldValue);
    }
    return json;
  }
}
