package dev.fieldsync.shared.merge;

import static dev.fieldsync.shared.merge.SameValue.identical;
import static dev.fieldsync.shared.merge.SameValue.same;

import dev.fieldsync.shared.merge.Conflict.Kind;
import dev.fieldsync.shared.merge.Conflict.Resolution;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges three versions of a value path by path, in which no element is moved any more. Every part
 * is compared once: objects and keyed arrays are never compared as a whole when both sides have
 * them, only their parts are.
 */
final class ContentMerge {

  private static final ObjectNode EMPTY = JsonNodeFactory.instance.objectNode();

  private final @Nullable Move moved;
  private final Ghosts ghosts;
  private final FoundConflicts conflicts;

  /**
   * Prepares a merge.
   *
   * @param moved the moved element that is merged, {@code null} for the document
   */
  ContentMerge(@Nullable Move moved, Ghosts ghosts, FoundConflicts conflicts) {
    this.moved = moved;
    this.ghosts = ghosts;
    this.conflicts = conflicts;
  }

  /** Merges what is at a place; {@code null} is nothing. */
  @Nullable JsonNode merge(
      Location place,
      @Nullable JsonNode base,
      @Nullable JsonNode theirs,
      @Nullable JsonNode yours) {
    if (theirs instanceof ObjectNode their && yours instanceof ObjectNode your) {
      return mergeObjects(place, base instanceof ObjectNode object ? object : EMPTY, their, your);
    }
    if (theirs instanceof ArrayNode their && yours instanceof ArrayNode your) {
      JsonNode merged = mergeKeyed(place, base, their, your);
      if (merged != null) {
        return merged;
      }
    }
    if (same(yours, base) || same(theirs, yours)) {
      return ghosts.strip(theirs);
    }
    if (same(theirs, base)) {
      return yours;
    }
    if (theirs == null || yours == null) {
      return keepEdited(place, base, theirs, yours);
    }
    add(place, Kind.VALUE, base, ghosts.strip(theirs), yours, Resolution.YOURS);
    return yours;
  }

  private JsonNode keepEdited(
      Location place,
      @Nullable JsonNode base,
      @Nullable JsonNode theirs,
      @Nullable JsonNode yours) {
    JsonNode edited = ghosts.strip(theirs);
    add(
        place,
        Kind.DELETE_EDIT,
        base,
        edited,
        yours,
        edited == null ? Resolution.YOURS : Resolution.THEIRS);
    return edited == null ? Objects.requireNonNull(yours) : edited;
  }

  private ObjectNode mergeObjects(
      Location place, ObjectNode base, ObjectNode theirs, ObjectNode yours) {
    if (identical(theirs, yours)) {
      return theirs;
    }
    ObjectNode merged = JsonNodeFactory.instance.objectNode();
    boolean isTheirs = true;
    boolean isYours = true;
    for (Map.Entry<String, JsonNode> property : theirs.properties()) {
      String key = property.getKey();
      JsonNode your = yours.get(key);
      JsonNode value = merge(place.child(key), base.get(key), property.getValue(), your);
      isTheirs &= identical(value, property.getValue());
      isYours &= identical(value, your);
      if (value != null) {
        merged.set(key, value);
      }
    }
    for (Map.Entry<String, JsonNode> property : yours.properties()) {
      String key = property.getKey();
      if (!theirs.has(key)) {
        JsonNode value = merge(place.child(key), base.get(key), null, property.getValue());
        isTheirs &= value == null;
        isYours &= identical(value, property.getValue());
        if (value != null) {
          merged.set(key, value);
        }
      }
    }
    return isTheirs ? theirs : isYours ? yours : merged;
  }

  /** Returns {@code null} when the arrays are one value. */
  private @Nullable JsonNode mergeKeyed(
      Location place, @Nullable JsonNode base, ArrayNode theirs, ArrayNode yours) {
    KeyedArray before = base instanceof ArrayNode ? KeyedArray.of(base) : KeyedArray.EMPTY;
    KeyedArray their = KeyedArray.of(theirs);
    KeyedArray your = KeyedArray.of(yours);
    return before == null || their == null || your == null
        ? null
        : mergeElements(place, before, their, your, theirs, yours);
  }

  private ArrayNode mergeElements(
      Location place,
      KeyedArray base,
      KeyedArray theirs,
      KeyedArray yours,
      ArrayNode theirArray,
      ArrayNode yourArray) {
    ArrayOrder order =
        ArrayOrder.of(
            base,
            theirs,
            yours,
            id -> survives(base.get(id), theirs.has(id) ? theirs.get(id) : yours.get(id)));
    if (order.conflicting()) {
      add(
          place,
          Kind.ORDER,
          base.idNodes(),
          theirs.idNodes(ghosts),
          yours.idNodes(),
          Resolution.YOURS);
    }
    ArrayNode merged = JsonNodeFactory.instance.arrayNode(order.ids().size());
    boolean isTheirs = order.ids().size() == theirs.size();
    boolean isYours = order.ids().size() == yours.size();
    for (String id : order.ids()) {
      int index = merged.size();
      JsonNode element =
          mergeElement(place.child(index), base.get(id), theirs.get(id), yours.get(id));
      isTheirs = isTheirs && identical(element, theirArray.get(index));
      isYours = isYours && identical(element, yourArray.get(index));
      merged.add(element);
    }
    return isTheirs ? theirArray : isYours ? yourArray : merged;
  }

  /** Whether an element that one side alone has is kept: it is new or was changed. */
  private boolean survives(@Nullable ObjectNode base, @Nullable ObjectNode element) {
    return !ghosts.contains(element) && (base == null || !same(element, base));
  }

  private JsonNode mergeElement(
      Location place,
      @Nullable ObjectNode base,
      @Nullable ObjectNode theirs,
      @Nullable ObjectNode yours) {
    if (theirs != null && yours != null) {
      return mergeObjects(place, base == null ? EMPTY : base, theirs, yours);
    }
    if (base != null) {
      return keepEdited(place, base, theirs, yours);
    }
    return Objects.requireNonNull(yours == null ? ghosts.strip(theirs) : yours);
  }

  private void add(
      Location place,
      Kind kind,
      @Nullable JsonNode base,
      @Nullable JsonNode theirs,
      @Nullable JsonNode yours,
      Resolution resolution) {
    conflicts.add(moved, place, kind, base, theirs, yours, resolution);
  }
}
