package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.json.Json;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Random templates, small and crowded, in which anything may be odd, and edits of them. */
final class RandomTemplates {

  private static final List<String> FIELDS = List.of("a", "b", "c/~", "", "ghost");
  private static final List<String> SCALARS =
      List.of("null", "1", "1.0", "\"1\"", "\"x\"", "\"X \"", "true", "\"2024-01-02\"", "[]", "{}");
  private static final List<String> DERIVED =
      List.of("processed", "processedAt", "usedInSections", "problems");
  private static final List<String> BOUNDS =
      List.of("min", "max", "minDate", "maxDate", "minimum", "exclusiveMaximum");

  private final Random random;

  private RandomTemplates(Random random) {
    this.random = random;
  }

  static Arbitrary<ObjectNode> templates() {
    return Arbitraries.randomValue(random -> new RandomTemplates(random).template());
  }

  /** Changes a few things in a copy, derived keys among them. */
  static ObjectNode edited(ObjectNode template, Random random) {
    return new RandomTemplates(random).edited(template);
  }

  private ObjectNode template() {
    ObjectNode template = object();
    set(template, "name", JsonNodeFactory.instance.stringNode("Roof"));
    set(template, "sections", array(4, this::section));
    ObjectNode definitions = object();
    FIELDS.subList(0, 4).forEach(id -> set(definitions, id, definition(random.nextInt(4) == 0)));
    set(template, "field_definitions", definitions);
    set(template, "inspection_variants", array(3, this::variant));
    return template;
  }

  private ObjectNode section() {
    ObjectNode section = object();
    set(section, "id", text(one(List.of("s1", "s2", "s3"))));
    set(section, "title", text("Section"));
    set(section, "fields", array(5, () -> text(one(FIELDS))));
    return section;
  }

  private ObjectNode variant() {
    ObjectNode variant = object();
    set(variant, "id", text(one(List.of("v1", "v2"))));
    ObjectNode overrides = object();
    for (int i = random.nextInt(4); i > 0; i--) {
      overrides.set(one(FIELDS), random.nextInt(3) == 0 ? scalar() : definition(false));
    }
    set(variant, "fieldOverrides", overrides);
    return variant;
  }

  private ObjectNode definition(boolean withDerivedKeys) {
    ObjectNode definition = object();
    set(definition, "type", text(one(List.of("select", "select", "text", "number"))));
    set(definition, "label", text(one(List.of("x", " X", "y"))));
    if (random.nextBoolean()) {
      set(definition, "options", array(3, this::option));
      set(definition, one(List.of("default", "defaultValue")), option());
    }
    if (random.nextBoolean()) {
      ObjectNode validation = object();
      for (int i = random.nextInt(5); i > 0; i--) {
        validation.set(one(BOUNDS), scalar());
      }
      set(definition, "validation", validation);
    }
    if (withDerivedKeys) {
      definition.set(one(DERIVED), scalar());
    }
    return definition;
  }

  private JsonNode option() {
    JsonNode scalar = scalar();
    return random.nextInt(3) == 0 ? object().set(one(List.of("value", "id")), scalar) : scalar;
  }

  private ObjectNode edited(ObjectNode template) {
    ObjectNode copy = template.deepCopy();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      if (random.nextInt(4) == 0) {
        copy.set("sections", array(4, this::section));
        copy.set("inspection_variants", array(3, this::variant));
      } else if (copy.get("field_definitions") instanceof ObjectNode definitions) {
        edit(definitions);
      }
    }
    return copy;
  }

  private void edit(ObjectNode definitions) {
    String id = one(FIELDS);
    if (!(definitions.get(id) instanceof ObjectNode definition)) {
      definitions.set(id, definition(true));
      return;
    }
    switch (random.nextInt(4)) {
      case 0 -> definition.set(one(DERIVED), scalar());
      case 1 -> definition.remove(one(DERIVED));
      case 2 -> definition.set(one(List.of("label", "type", "options", "own")), scalar());
      default -> definitions.remove(id);
    }
  }

  /** Sets a property; sometimes something odd, sometimes nothing. */
  private void set(ObjectNode object, String key, JsonNode value) {
    switch (random.nextInt(25)) {
      case 0 -> object.set(key, scalar());
      case 1 -> object.remove(key);
      default -> object.set(key, value);
    }
  }

  private interface Element {
    JsonNode next();
  }

  private ArrayNode array(int max, Element element) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (int i = random.nextInt(max + 1); i > 0; i--) {
      array.add(random.nextInt(20) == 0 ? scalar() : element.next());
    }
    return array;
  }

  private JsonNode scalar() {
    return Json.parse(one(SCALARS));
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static JsonNode text(String text) {
    return JsonNodeFactory.instance.stringNode(text);
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
