package dev.fieldsync.fieldprocessor.derivation;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A field definition as a variant sees it: its override laid over it like a merge patch. Only what
 * is asked for is merged; a whole merge for every variant would copy a large definition each time.
 */
final class EffectiveDefinition {

  private final ObjectNode base;
  private final @Nullable ObjectNode override;

  /** Makes the view; without an override it is the definition itself. */
  EffectiveDefinition(ObjectNode base, @Nullable ObjectNode override) {
    this.base = base;
    this.override = override;
  }

  /** Whether the key's value comes from the override, which may also have deleted it. */
  boolean overrides(String key) {
    return override != null && override.has(key);
  }

  /** Returns a value that is not an object; {@code null} when it is absent or null. */
  @Nullable JsonNode get(String key) {
    return present(override != null && override.has(key) ? override.get(key) : base.get(key));
  }

  /** Returns a value inside {@code validation}; {@code null} when it is absent or null. */
  @Nullable JsonNode rule(String key) {
    JsonNode changes = override == null ? null : override.get("validation");
    if (changes instanceof ObjectNode rules && rules.has(key)) {
      return present(rules.get(key));
    }
    boolean replaced = changes != null && !changes.isObject();
    return !replaced && base.get("validation") instanceof ObjectNode rules
        ? present(rules.get(key))
        : null;
  }

  /** Whether the override has that key in its {@code validation}. */
  boolean overridesRule(String key) {
    return override != null
        && override.get("validation") instanceof ObjectNode rules
        && rules.has(key);
  }

  boolean isSelect() {
    JsonNode type = get("type");
    return type != null && type.isString() && type.stringValue().equals("select");
  }

  private static @Nullable JsonNode present(@Nullable JsonNode value) {
    return value == null || value.isNull() ? null : value;
  }
}
