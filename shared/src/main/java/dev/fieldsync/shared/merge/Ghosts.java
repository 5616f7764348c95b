package dev.fieldsync.shared.merge;

import static dev.fieldsync.shared.merge.SameValue.identical;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Stand-ins for elements at a place to which they were moved in vain. They make that place count as
 * changed, so that deleting it is a conflict whoever wins the element, and vanish from what is
 * merged.
 */
final class Ghosts {

  private final Set<JsonNode> ghosts = Collections.newSetFromMap(new IdentityHashMap<>());

  ObjectNode of(ObjectNode element) {
    ObjectNode ghost = JsonNodeFactory.instance.objectNode();
    ghost.set(KeyedArray.ID, element.get(KeyedArray.ID));
    ghosts.add(ghost);
    return ghost;
  }

  boolean contains(@Nullable JsonNode node) {
    return ghosts.contains(node);
  }

  /** Returns a value without ghosts inside, the very same one when there are none. */
  @Nullable JsonNode strip(@Nullable JsonNode node) {
    return node == null || ghosts.isEmpty() ? node : stripped(node);
  }

  private JsonNode stripped(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = null;
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        JsonNode value = stripped(property.getValue());
        if (!identical(value, property.getValue())) {
          copy = copy == null ? JsonNodeFactory.instance.objectNode().setAll(object) : copy;
          copy.set(property.getKey(), value);
        }
      }
      return copy == null ? object : copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
      boolean changed = false;
      for (JsonNode element : array.values()) {
        JsonNode value = stripped(element);
        changed |= !identical(value, element) || ghosts.contains(element);
        if (!ghosts.contains(element)) {
          copy.add(value);
        }
      }
      return changed ? copy : array;
    }
    return node;
  }
}
