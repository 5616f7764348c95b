package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Random documents and random edits of them: mostly keyed arrays, some of them inside elements of
 * arrays of the same name, so that elements can be moved into each other.
 */
final class RandomDocuments {

  /** A document and two documents that came from it by edits. */
  record Scenario(JsonNode base, JsonNode theirs, JsonNode yours) {

    Scenario swapped() {
      return new Scenario(base, yours, theirs);
    }
  }

  private static final List<String> ARRAYS = List.of("items", "items", "parts");
  private static final List<String> KEYS = List.of("a", "b", "c~/", "items");
  private static final List<String> SCALARS =
      List.of("1", "1.0", "1.10", "2", "\"x\"", "\"y\"", "null", "true", "{}", "[]", "{\"a\":1}");

  private final Random random;
  private int nextId = 1;

  private RandomDocuments(Random random) {
    this.random = random;
  }

  static Arbitrary<Scenario> scenarios() {
    return Arbitraries.randomValue(random -> new RandomDocuments(random).scenario(true));
  }

  static Arbitrary<Scenario> scenariosWithoutArrays() {
    return Arbitraries.randomValue(random -> new RandomDocuments(random).scenario(false));
  }

  private Scenario scenario(boolean arrays) {
    ObjectNode base = object(0, arrays);
    return new Scenario(base, edited(base, arrays), edited(base, arrays));
  }

  private ObjectNode object(int depth, boolean arrays) {
    ObjectNode object = (ObjectNode) Json.parse("{}");
    for (int i = random.nextInt(4); i > 0; i--) {
      object.set(key(arrays), value(depth + 1, arrays));
    }
    if (arrays && depth < 3) {
      for (int i = random.nextInt(3); i > 0; i--) {
        object.set(one(ARRAYS), keyedArray(depth + 1));
      }
    }
    return object;
  }

  private String key(boolean arrays) {
    String key = one(KEYS);
    return arrays ? key : key.replace("items", "d");
  }

  private JsonNode value(int depth, boolean arrays) {
    if (depth < 4 && random.nextInt(3) == 0) {
      return object(depth, arrays);
    }
    if (arrays && depth < 4 && random.nextInt(4) == 0) {
      return random.nextBoolean() ? keyedArray(depth) : plainArray();
    }
    JsonNode scalar = Json.parse(one(SCALARS));
    return arrays || !scalar.isArray() ? scalar : Json.parse("3");
  }

  private ArrayNode plainArray() {
    ArrayNode array = (ArrayNode) Json.parse("[]");
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(random.nextInt(4) == 0 ? element(3) : Json.parse(one(SCALARS)));
    }
    return array;
  }

  private ArrayNode keyedArray(int depth) {
    ArrayNode array = (ArrayNode) Json.parse("[]");
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(element(depth + 1));
    }
    return array;
  }

  /** Most ids are used once, some are used again somewhere. */
  private ObjectNode element(int depth) {
    ObjectNode element = object(depth, true);
    int id = random.nextInt(12) == 0 ? random.nextInt(nextId) : nextId++;
    element.set("id", Json.parse(id % 3 == 0 ? id + "" : "\"" + id + "\""));
    return element;
  }

  private JsonNode edited(JsonNode base, boolean arrays) {
    ObjectNode copy = (ObjectNode) base.deepCopy();
    for (int i = random.nextInt(random.nextInt(3) == 0 ? 12 : 4); i > 0; i--) {
      edit(copy, arrays);
    }
    return copy;
  }

  private void edit(ObjectNode document, boolean arrays) {
    List<ObjectNode> objects = new ArrayList<>();
    List<ArrayNode> keyed = new ArrayList<>();
    collect(document, objects, keyed);
    ObjectNode object = one(objects);
    switch (keyed.isEmpty() ? random.nextInt(3) : random.nextInt(9)) {
      case 0 -> object.set(key(arrays), value(2, arrays));
      case 1 -> removeKey(object);
      case 2 -> {
        if (object.get("a") != null) {
          object.set("a", Json.parse(one(SCALARS.subList(0, 7))));
        }
      }
      case 3 -> {
        ArrayNode array = one(keyed);
        array.insert(random.nextInt(array.size() + 1), element(3));
      }
      case 4 -> {
        ArrayNode array = one(keyed);
        if (!array.isEmpty()) {
          array.remove(random.nextInt(array.size()));
        }
      }
      case 5 -> shuffle(one(keyed));
      default -> move(one(keyed), one(keyed));
    }
  }

  private void removeKey(ObjectNode object) {
    List<String> keys = new ArrayList<>(object.propertyNames());
    keys.remove("id");
    if (!keys.isEmpty()) {
      object.remove(one(keys));
    }
  }

  private void shuffle(ArrayNode array) {
    List<JsonNode> elements = new ArrayList<>(array.values());
    Collections.shuffle(elements, random);
    array.removeAll();
    array.addAll(elements);
  }

  private void move(ArrayNode from, ArrayNode to) {
    if (from.isEmpty()) {
      return;
    }
    int index = random.nextInt(from.size());
    List<ArrayNode> inside = new ArrayList<>();
    collect(from.get(index), new ArrayList<>(), inside);
    if (inside.stream().noneMatch(array -> SameValue.identical(array, to))) {
      JsonNode element = from.remove(index);
      to.insert(random.nextInt(to.size() + 1), element);
    }
  }

  private static void collect(JsonNode node, List<ObjectNode> objects, List<ArrayNode> keyed) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
      object.values().forEach(value -> collect(value, objects, keyed));
    } else if (node instanceof ArrayNode array) {
      if (KeyedArray.of(array) != null) {
        keyed.add(array);
      }
      array.values().forEach(element -> collect(element, objects, keyed));
    }
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
