package dev.fieldsync.shared.merge;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Where the identified elements of a document are. An array is known by the nearest identified
 * element around it and the names below that, so that moving an element does not move what is
 * inside it.
 */
final class ElementIndex {

  /** Numbers for places, the same in all documents that are compared. */
  static final class Places {

    static final int DOCUMENT = 0;

    private static final String NO_ID = "";

    /** A step to a property, or to an element of an array; ordered as {@link Identity} is. */
    private record Step(int from, Identity segment) implements Comparable<Step> {

      private static final Comparator<Step> ORDER =
          Comparator.comparingInt(Step::from).thenComparing(Step::segment);

      @Override
      public int compareTo(Step other) {
        return ORDER.compare(this, other);
      }
    }

    private final Map<Step, Integer> numbers = new HashMap<>();

    int property(int from, String name) {
      return element(from, new Identity(name, NO_ID));
    }

    int element(int from, Identity identity) {
      Integer next = numbers.size() + 1;
      Integer known = numbers.putIfAbsent(new Step(from, identity), next);
      return known == null ? next : known;
    }
  }

  /**
   * Where an element is.
   *
   * @param array the place of its array
   * @param owner the nearest identified element around it
   * @param depth how many levels it is below its owner, or below the document
   */
  record Occurrence(
      ObjectNode element, int array, @Nullable Identity owner, Location place, int depth) {}

  private final Places places;
  private final Set<Identity> ambiguous;
  private final Map<Identity, Occurrence> occurrences = new LinkedHashMap<>();

  /**
   * Indexes a document.
   *
   * @param ambiguous what identifies nothing, since one of the documents has it more than once
   */
  ElementIndex(JsonNode document, Places places, Set<Identity> ambiguous) {
    this.places = places;
    this.ambiguous = ambiguous;
    visit(document, null, Places.DOCUMENT, null, Location.ROOT);
  }

  Set<Identity> identities() {
    return occurrences.keySet();
  }

  @Nullable Occurrence get(Identity identity) {
    return occurrences.get(identity);
  }

  private void visit(
      JsonNode node,
      @Nullable String property,
      int place,
      @Nullable Identity owner,
      Location location) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        if (entry.getValue().isContainer()) {
          String key = entry.getKey();
          int below = places.property(place, key);
          visit(entry.getValue(), key, below, owner, location.child(key));
        }
      }
    } else if (node instanceof ArrayNode array) {
      KeyedArray keyed = KeyedArray.of(array);
      if (keyed != null) {
        visitElements(keyed, property, place, owner, location);
      }
    }
  }

  private void visitElements(
      KeyedArray array,
      @Nullable String property,
      int place,
      @Nullable Identity owner,
      Location location) {
    int ownerDepth =
        owner == null ? 0 : Objects.requireNonNull(occurrences.get(owner)).place().depth();
    int index = 0;
    for (Map.Entry<String, ObjectNode> entry : array.byId().entrySet()) {
      ObjectNode element = entry.getValue();
      Location at = location.child(index++);
      Identity identity = new Identity(property == null ? "" : property, entry.getKey());
      if (property == null || ambiguous.contains(identity)) {
        visit(element, null, places.element(place, identity), owner, at);
      } else {
        occurrences.put(
            identity, new Occurrence(element, place, owner, at, at.depth() - ownerDepth));
        visit(element, null, places.element(Places.DOCUMENT, identity), identity, at);
      }
    }
  }
}
