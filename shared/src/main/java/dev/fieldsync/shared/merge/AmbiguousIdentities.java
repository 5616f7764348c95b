package dev.fieldsync.shared.merge;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds what cannot be recognized by its identity: what one document has more than once, and what
 * is inside an array that is one value.
 */
final class AmbiguousIdentities {

  private final Set<Identity> ambiguous = new HashSet<>();
  private final Set<Identity> seen = new HashSet<>();

  private AmbiguousIdentities() {}

  static Set<Identity> in(JsonNode... documents) {
    AmbiguousIdentities found = new AmbiguousIdentities();
    for (JsonNode document : documents) {
      found.seen.clear();
      found.visit(document, null, false);
    }
    return found.ambiguous;
  }

  private void visit(JsonNode node, @Nullable String property, boolean insideOneValue) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        visit(entry.getValue(), entry.getKey(), insideOneValue);
      }
    } else if (node instanceof ArrayNode array) {
      boolean isOneValue = insideOneValue || KeyedArray.of(array) == null;
      for (JsonNode element : array.values()) {
        String id = property == null ? null : KeyedArray.idOf(element);
        if (property != null && id != null) {
          Identity identity = new Identity(property, id);
          if (!seen.add(identity) || isOneValue) {
            ambiguous.add(identity);
          }
        }
        visit(element, null, isOneValue);
      }
    }
  }
}
