package dev.fieldsync.shared.merge;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Deep equality in which numbers compare by value: {@code 1}, {@code 1.0} and {@code 1e0}. */
final class SameValue {

  private SameValue() {}

  /** Whether two values are one object: what did not change is shared, never copied. */
  @SuppressWarnings("ReferenceEquality")
  static boolean identical(@Nullable JsonNode left, @Nullable JsonNode right) {
    return left == right;
  }

  /** Compares two values, {@code null} standing for none. */
  static boolean same(@Nullable JsonNode left, @Nullable JsonNode right) {
    if (identical(left, right)) {
      return true;
    }
    if (left == null || right == null) {
      return false;
    }
    if (left instanceof ObjectNode object) {
      return right instanceof ObjectNode other && sameObjects(object, other);
    }
    if (left instanceof ArrayNode array) {
      return right instanceof ArrayNode other && sameArrays(array, other);
    }
    if (left.isNumber() && right.isNumber()) {
      return left.equals(right) || left.decimalValue().compareTo(right.decimalValue()) == 0;
    }
    return left.equals(right);
  }

  private static boolean sameObjects(ObjectNode left, ObjectNode right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (Map.Entry<String, JsonNode> property : left.properties()) {
      if (!same(property.getValue(), right.get(property.getKey()))) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameArrays(ArrayNode left, ArrayNode right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }
}
