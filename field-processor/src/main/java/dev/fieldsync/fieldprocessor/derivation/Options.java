package dev.fieldsync.fieldprocessor.derivation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The options of a select: scalars, or objects with a {@code value}, or else an {@code id}. Numbers
 * compare by value.
 */
final class Options {

  private final Set<Object> values = new HashSet<>();
  private final boolean isEmpty;

  private Options(@Nullable JsonNode json) {
    isEmpty = !(json instanceof ArrayNode) || json.isEmpty();
    if (json instanceof ArrayNode options) {
      for (JsonNode option : options) {
        Object value = value(option);
        if (value != null) {
          values.add(value);
        }
      }
    }
  }

  /** Reads options; anything but an array has none. */
  static Options of(@Nullable JsonNode json) {
    return new Options(json);
  }

  boolean isEmpty() {
    return isEmpty;
  }

  /** Whether a value is certainly not among them: an array, say, is not judged. */
  boolean lack(JsonNode json) {
    Object value = value(json);
    return value != null && !values.contains(value);
  }

  /** Text, number and truth value stay of different classes, so that none equals another. */
  private static @Nullable Object value(JsonNode json) {
    JsonNode scalar = scalar(json);
    if (scalar == null) {
      return null;
    }
    if (scalar instanceof NumericNode number) {
      return number.isNaN() ? null : number.decimalValue().stripTrailingZeros();
    }
    if (scalar.isBoolean()) {
      return scalar.booleanValue();
    }
    return scalar.isString() ? scalar.stringValue() : null;
  }

  /** Returns the value itself, or of an object its {@code value} or else its {@code id}. */
  static @Nullable JsonNode scalar(JsonNode json) {
    if (json instanceof ObjectNode object) {
      return object.hasNonNull("value") ? object.get("value") : object.get("id");
    }
    return json;
  }
}
