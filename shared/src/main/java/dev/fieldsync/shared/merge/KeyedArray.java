package dev.fieldsync.shared.merge;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An array whose elements are objects, each with an {@code id} of its own: text, a number or a
 * boolean. Ids are equal when they are the same value, {@code 1} and {@code 1.0} too.
 *
 * @param byId the elements by their ids, in the order of the array
 */
record KeyedArray(Map<String, ObjectNode> byId) {

  static final KeyedArray EMPTY = new KeyedArray(Map.of());

  static final String ID = "id";

  /** More zeros than that at its end no integer has that can be stored. */
  private static final int MAX_ZEROS = 400;

  /** Returns the array as a keyed one, {@code null} when it is none. */
  static @Nullable KeyedArray of(@Nullable JsonNode node) {
    if (!(node instanceof ArrayNode array)) {
      return null;
    }
    if (array.isEmpty()) {
      return EMPTY;
    }
    Map<String, ObjectNode> byId = new LinkedHashMap<>(2 * array.size());
    for (int i = 0; i < array.size(); i++) {
      String id = idOf(array.get(i));
      if (id == null || byId.put(id, (ObjectNode) array.get(i)) != null) {
        return null;
      }
    }
    return new KeyedArray(byId);
  }

  /**
   * Returns what identifies an element among its neighbours, {@code null} when nothing does: text
   * begins with a quotation mark, so that {@code "1"} is not {@code 1}.
   */
  static @Nullable String idOf(JsonNode element) {
    JsonNode id = element instanceof ObjectNode object ? object.get(ID) : null;
    if (id == null) {
      return null;
    }
    if (id.isString()) {
      return '"' + id.stringValue();
    }
    if (id.isIntegralNumber()) {
      return id.asString();
    }
    if (id.isNumber()) {
      return number(id.decimalValue());
    }
    return id.isBoolean() ? id.asString() : null;
  }

  private static String number(BigDecimal number) {
    BigDecimal shortest = number.stripTrailingZeros();
    boolean isShortInteger = shortest.scale() <= 0 && shortest.scale() > -MAX_ZEROS;
    return isShortInteger ? shortest.toPlainString() : shortest.toString();
  }

  List<String> ids() {
    return new ArrayList<>(byId.keySet());
  }

  @Nullable ObjectNode get(String id) {
    return byId.get(id);
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  int size() {
    return byId.size();
  }

  /** Returns the ids as they are written, for people to look at. */
  ArrayNode idNodes() {
    return idNodes(new Ghosts());
  }

  /** Returns the ids of all elements that are no ghosts. */
  ArrayNode idNodes(Ghosts ghosts) {
    ArrayNode ids = JsonNodeFactory.instance.arrayNode(size());
    for (ObjectNode element : byId.values()) {
      if (!ghosts.contains(element)) {
        ids.add(element.get(ID));
      }
    }
    return ids;
  }
}
