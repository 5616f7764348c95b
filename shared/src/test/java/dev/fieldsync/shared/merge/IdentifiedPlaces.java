package dev.fieldsync.shared.merge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which elements with ids a document has, told in the simplest way, and where. */
final class IdentifiedPlaces {

  /** An element as text, such as {@code items:"3}; to the text of its array's place. */
  private final Map<String, List<String>> arrays = new HashMap<>();

  private final Map<String, JsonNode> elements = new HashMap<>();
  private final Set<String> inOneValue = new HashSet<>();

  IdentifiedPlaces(JsonNode document) {
    visit(document, null, "", false);
  }

  /** What each of the documents has at most once, and never inside an array that is one value. */
  static Set<String> identifiedIn(IdentifiedPlaces... documents) {
    Set<String> names = new HashSet<>();
    for (IdentifiedPlaces document : documents) {
      names.addAll(document.arrays.keySet());
    }
    for (IdentifiedPlaces document : documents) {
      names.removeAll(document.inOneValue);
      names.removeIf(name -> document.count(name) > 1);
    }
    return names;
  }

  int count(String name) {
    return arrays.getOrDefault(name, List.of()).size();
  }

  boolean has(String name) {
    return count(name) > 0;
  }

  JsonNode element(String name) {
    return elements.get(name);
  }

  String array(String name) {
    return arrays.get(name).get(0);
  }

  private void visit(JsonNode node, String property, String place, boolean oneValue) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(e -> visit(e.getValue(), e.getKey(), place + "/" + e.getKey(), oneValue));
    } else if (node instanceof ArrayNode array) {
      boolean isOneValue = oneValue || KeyedArray.of(array) == null;
      for (JsonNode element : array.values()) {
        String id = property == null ? null : KeyedArray.idOf(element);
        String name = name(property, id);
        if (id != null) {
          arrays.computeIfAbsent(name, key -> new ArrayList<>()).add(place);
          elements.put(name, element);
          if (isOneValue) {
            inOneValue.add(name);
          }
        }
        visit(element, null, id == null ? place + "/*" : name, isOneValue);
      }
    }
  }

  private static String name(String property, String id) {
    return property + ":" + id;
  }

  /** Returns a value without the identified elements inside it: they live on their own. */
  static JsonNode without(Set<String> identified, JsonNode node) {
    JsonNode copy = node.deepCopy();
    remove(identified, copy, null);
    return copy;
  }

  private static void remove(Set<String> identified, JsonNode node, String property) {
    if (node instanceof ObjectNode object) {
      object.properties().forEach(e -> remove(identified, e.getValue(), e.getKey()));
    } else if (node instanceof ArrayNode array) {
      array.removeIf(e -> identified.contains(name(property, KeyedArray.idOf(e))));
      array.values().forEach(element -> remove(identified, element, null));
    }
  }

  /** Tells a place by the nearest element around it that is one of the identified ones. */
  static String locate(JsonNode document, String pointer, Set<String> identified) {
    JsonNode node = document;
    String property = null;
    String place = "";
    for (String segment : JsonPointer.parse(pointer).segments()) {
      if (node instanceof ArrayNode array) {
        node = array.get(JsonPointer.index(segment));
        String id = node == null ? null : KeyedArray.idOf(node);
        String name = name(property, id);
        place = identified.contains(name) ? name : place + "/" + (id == null ? segment : name);
        property = null;
      } else {
        node = node == null ? null : node.get(segment);
        property = segment;
        place += "/" + segment;
      }
    }
    return place;
  }
}
