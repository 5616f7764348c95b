package dev.fieldsync.shared.merge;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document while a JSON Patch is applied to it. Objects and arrays are copied when they change
 * for the first time; a copy belongs to this document alone and is then changed in place, so that
 * many operations on one large array copy it once.
 */
final class PatchedDocument {

  private static final String APPEND = "-";

  private final Set<JsonNode> owned = Collections.newSetFromMap(new IdentityHashMap<>());
  private JsonNode root;
  private final PatchGrowth growth = new PatchGrowth();

  PatchedDocument(JsonNode root) {
    this.root = root;
  }

  JsonNode root() {
    return root;
  }

  void apply(JsonPatch.Operation operation) {
    JsonPointer path = JsonPointer.parse(operation.path());
    switch (operation.kind()) {
      case ADD -> {
        JsonNode value = Objects.requireNonNull(operation.value());
        PatchGrowth.checkDepth(path, value);
        add(path, value);
      }
      case REMOVE -> remove(path);
      case REPLACE -> {
        JsonNode value = Objects.requireNonNull(operation.value());
        find(path);
        PatchGrowth.checkDepth(path, value);
        replace(path, value);
      }
      case MOVE -> move(JsonPointer.parse(Objects.requireNonNull(operation.from())), path);
      case COPY -> {
        JsonNode value = find(JsonPointer.parse(Objects.requireNonNull(operation.from())));
        growth.checkCopy(path, value);
        disown(value);
        add(path, value);
      }
      case TEST -> test(path, Objects.requireNonNull(operation.value()));
    }
  }

  private void test(JsonPointer path, JsonNode expected) {
    JsonNode actual = find(path);
    if (!SameValue.same(actual, expected)) {
      throw Misfit.failedTest(
          "test failed: %s is %s, not %s"
              .formatted(
                  text(path, path.segments().size()), Excerpt.of(actual), Excerpt.of(expected)));
    }
  }

  private void move(JsonPointer from, JsonPointer path) {
    JsonNode value = find(from);
    if (from.isAncestorOf(path)) {
      throw Misfit.because("a value cannot be moved into itself");
    }
    if (from.equals(path)) {
      return;
    }
    if (path.segments().size() > from.segments().size()) {
      growth.checkCopy(path, value);
    }
    remove(from);
    add(path, value);
  }

  private void add(JsonPointer path, JsonNode value) {
    if (path.isRoot()) {
      root = value;
      return;
    }
    JsonNode parent = ownedParent(path);
    if (parent instanceof ObjectNode object) {
      object.set(path.last(), value);
      return;
    }
    ArrayNode array = (ArrayNode) parent;
    int index = path.last().equals(APPEND) ? array.size() : JsonPointer.index(path.last());
    if (index < 0 || index > array.size()) {
      throw Misfit.because(
          "nothing can be added at %s: the array has %d elements"
              .formatted(text(path, path.segments().size()), array.size()));
    }
    array.insert(index, value);
  }

  private void replace(JsonPointer path, JsonNode value) {
    if (path.isRoot()) {
      root = value;
      return;
    }
    JsonNode parent = ownedParent(path);
    if (parent instanceof ArrayNode array) {
      array.set(JsonPointer.index(path.last()), value);
    } else {
      ((ObjectNode) parent).set(path.last(), value);
    }
  }

  private void remove(JsonPointer path) {
    find(path);
    if (path.isRoot()) {
      root = NullNode.instance;
      return;
    }
    JsonNode parent = ownedParent(path);
    if (parent instanceof ArrayNode array) {
      array.remove(JsonPointer.index(path.last()));
    } else {
      ((ObjectNode) parent).remove(path.last());
    }
  }

  private JsonNode find(JsonPointer path) {
    JsonNode node = root;
    List<String> segments = path.segments();
    for (int i = 0; i < segments.size(); i++) {
      node = existing(child(node, segments.get(i)), path, i + 1);
    }
    return node;
  }

  private static @Nullable JsonNode child(JsonNode node, String segment) {
    if (node instanceof ArrayNode array) {
      int index = JsonPointer.index(segment);
      return index < 0 ? null : array.get(index);
    }
    return node instanceof ObjectNode object ? object.get(segment) : null;
  }

  private static JsonNode existing(@Nullable JsonNode node, JsonPointer path, int segments) {
    if (node == null) {
      throw Misfit.because("there is nothing at " + text(path, segments));
    }
    return node;
  }

  /** Returns the object or array in which the path's last segment is, free to be changed. */
  private JsonNode ownedParent(JsonPointer path) {
    List<String> segments = path.segments();
    JsonNode parent = own(root);
    root = parent;
    for (int i = 0; i < segments.size() - 1; i++) {
      String segment = segments.get(i);
      JsonNode node = own(existing(child(parent, segment), path, i + 1));
      if (parent instanceof ArrayNode array) {
        array.set(JsonPointer.index(segment), node);
      } else {
        ((ObjectNode) parent).set(segment, node);
      }
      parent = node;
    }
    if (!parent.isContainer()) {
      throw Misfit.because(
          "%s is neither an object nor an array".formatted(text(path, path.segments().size() - 1)));
    }
    return parent;
  }

  private JsonNode own(JsonNode node) {
    if (!node.isContainer() || owned.contains(node)) {
      return node;
    }
    JsonNode copy =
        node instanceof ObjectNode object
            ? JsonNodeFactory.instance.objectNode().setAll(object)
            : JsonNodeFactory.instance.arrayNode(node.size()).addAll((ArrayNode) node);
    owned.add(copy);
    return copy;
  }

  /** What is in two places from now on belongs to neither. */
  private void disown(JsonNode node) {
    // Whatever belongs to this document is inside of something that does.
    if (owned.remove(node)) {
      node.values().forEach(this::disown);
    }
  }

  private static String text(JsonPointer path, int segments) {
    Location place = Location.ROOT;
    for (String segment : path.segments().subList(0, segments)) {
      place = place.child(segment);
    }
    return segments == 0 ? "the document" : Excerpt.of(place.toString());
  }
}
