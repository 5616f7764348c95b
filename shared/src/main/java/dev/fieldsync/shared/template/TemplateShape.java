package dev.fieldsync.shared.template;

import dev.fieldsync.shared.json.JsonPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Checks the shape of what is written into a template. Known keys must have their type; unknown
 * keys inside sections, definitions and variants are the organization's own and are kept as they
 * are.
 *
 * <p>Only what a request brings is checked, never what is stored already: a legacy template with an
 * odd section can still be renamed.
 */
public final class TemplateShape {

  /** How many characters a template's name may have. */
  public static final int MAX_NAME_LENGTH = 500;

  private static final int MAX_VIOLATIONS = 50;
  private static final Set<String> FIELD_TYPES =
      Set.of("text", "number", "checkbox", "select", "date");

  private final List<Violation> violations = new ArrayList<>();

  private TemplateShape() {}

  /**
   * Checks a new template; {@code name} is required.
   *
   * @return what is wrong, at most 50 entries, empty when nothing is
   */
  public static List<Violation> checkNew(ObjectNode template) {
    TemplateShape shape = new TemplateShape();
    if (!template.has(TemplateField.NAME.key())) {
      shape.add("/name", "is required");
    }
    return shape.check(template);
  }

  /**
   * Checks a merge patch.
   *
   * @return what is wrong, at most 50 entries, empty when nothing is
   */
  public static List<Violation> checkPatch(ObjectNode patch) {
    return new TemplateShape().check(patch);
  }

  /**
   * Checks what a JSON Patch made of a template. What was odd before may stay so.
   *
   * @param before the template before
   * @param after the template after; absent fields are those that it does not have any more
   * @return what is wrong now and was not before, at most 50 entries, empty when nothing is
   */
  public static List<Violation> checkPatched(ObjectNode before, ObjectNode after) {
    TemplateShape shape = new TemplateShape();
    ObjectNode changed = after.objectNode();
    ObjectNode replaced = after.objectNode();
    for (TemplateField field : TemplateField.values()) {
      JsonNode old = before.get(field.key());
      JsonNode now = after.get(field.key());
      if (now != null && !now.equals(old)) {
        changed.set(field.key(), now);
        replaced.set(field.key(), old == null ? NullNode.getInstance() : old);
      } else if (now == null && old != null && field != TemplateField.INSPECTION_VARIANTS) {
        shape.add("/" + field.key(), "cannot be removed or null; it can only be emptied");
      }
    }
    List<String> odd = new ArrayList<>();
    for (Violation violation : new TemplateShape().check(replaced)) {
      odd.add(violation.message());
    }
    for (Violation violation : new TemplateShape().check(changed)) {
      if (!odd.remove(violation.message())) {
        shape.add(violation.path(), violation.message());
      }
    }
    return List.copyOf(shape.violations);
  }

  private List<Violation> check(ObjectNode template) {
    name(template.get(TemplateField.NAME.key()));
    sections(template.get(TemplateField.SECTIONS.key()));
    definitions(template.get(TemplateField.FIELD_DEFINITIONS.key()));
    variants(template.get(TemplateField.INSPECTION_VARIANTS.key()));
    return List.copyOf(violations);
  }

  private void name(@Nullable JsonNode name) {
    if (name == null) {
      return;
    }
    if (!name.isString()) {
      add("/name", "must be text, not " + kind(name));
    } else if (name.stringValue().isBlank()) {
      add("/name", "must not be blank");
    } else if (name.stringValue().codePointCount(0, name.stringValue().length())
        > MAX_NAME_LENGTH) {
      add("/name", "must have at most " + MAX_NAME_LENGTH + " characters");
    }
  }

  private void sections(@Nullable JsonNode sections) {
    if (sections == null) {
      return;
    }
    if (!sections.isArray()) {
      add(
          "/sections",
          "must be an array of sections, not " + kind(sections) + emptied(sections, "[]"));
      return;
    }
    identified(sections, "/sections", this::section);
  }

  private void section(JsonNode section, String path) {
    typed(section, path, "title", JsonNode::isString, "text");
    typed(section, path, "order", JsonNode::isNumber, "a number");
    JsonNode fields = section.get("fields");
    if (typed(section, path, "fields", JsonNode::isArray, "an array of field ids")
        && fields != null) {
      for (int i = 0; i < fields.size(); i++) {
        if (!fields.get(i).isString()) {
          add(
              JsonPath.child(path + "/fields", i),
              "must be a field id (text), not " + kind(fields.get(i)));
        }
      }
    }
  }

  private void definitions(@Nullable JsonNode definitions) {
    if (definitions == null) {
      return;
    }
    if (!definitions.isObject()) {
      add(
          "/field_definitions",
          "must be an object keyed by field id, not "
              + kind(definitions)
              + emptied(definitions, "null for each field id that shall go"));
      return;
    }
    for (Map.Entry<String, JsonNode> entry : definitions.properties()) {
      String path = JsonPath.child("/field_definitions", entry.getKey());
      if (entry.getKey().isBlank()) {
        add(path, "must have a field id that is not blank");
      } else if (entry.getValue().isObject()) {
        definition(entry.getKey(), entry.getValue(), path);
      } else if (!entry.getValue().isNull()) {
        add(path, "must be a field definition (an object) or null, not " + kind(entry.getValue()));
      }
    }
  }

  private void definition(String id, JsonNode definition, String path) {
    JsonNode ownId = definition.get("id");
    if (ownId != null && !(ownId.isString() && ownId.stringValue().equals(id))) {
      add(path + "/id", "must be \"" + id + "\", the key under which the definition stands");
    }
    JsonNode type = definition.get("type");
    if (type != null
        && !type.isNull()
        && !(type.isString() && FIELD_TYPES.contains(type.stringValue()))) {
      add(path + "/type", "must be one of text, number, checkbox, select, date");
    }
    typed(definition, path, "label", JsonNode::isString, "text");
    typed(definition, path, "required", JsonNode::isBoolean, "true or false");
    typed(definition, path, "validation", JsonNode::isObject, "an object");
    typed(definition, path, "options", JsonNode::isArray, "an array");
  }

  private void variants(@Nullable JsonNode variants) {
    if (variants == null || variants.isNull()) {
      return;
    }
    if (!variants.isArray()) {
      add("/inspection_variants", "must be an array of variants or null, not " + kind(variants));
      return;
    }
    identified(
        variants,
        "/inspection_variants",
        (variant, path) -> {
          typed(variant, path, "name", JsonNode::isString, "text");
          typed(variant, path, "fieldOverrides", JsonNode::isObject, "an object keyed by field id");
        });
  }

  private interface ElementCheck {
    void check(JsonNode element, String path);
  }

  /** Every element is an object with a unique {@code id}: what the merge per element relies on. */
  private void identified(JsonNode elements, String path, ElementCheck check) {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < elements.size() && violations.size() < MAX_VIOLATIONS; i++) {
      JsonNode element = elements.get(i);
      String elementPath = JsonPath.child(path, i);
      if (!element.isObject()) {
        add(elementPath, "must be an object with an \"id\", not " + kind(element));
        continue;
      }
      JsonNode id = element.get("id");
      if (id == null || !id.isString() || id.stringValue().isBlank()) {
        add(elementPath + "/id", "is required and must be text that is not blank");
      } else if (!ids.add(id.stringValue())) {
        add(elementPath + "/id", "\"" + id.stringValue() + "\" appears twice; ids must be unique");
      }
      check.check(element, elementPath);
    }
  }

  private interface Kind {
    boolean matches(JsonNode node);
  }

  private boolean typed(JsonNode parent, String path, String key, Kind kind, String wanted) {
    JsonNode value = parent.get(key);
    if (value == null || value.isNull() || kind.matches(value)) {
      return value == null || !value.isNull();
    }
    add(JsonPath.child(path, key), "must be " + wanted + ", not " + kind(value));
    return false;
  }

  private static String emptied(JsonNode value, String empty) {
    return value.isNull() ? "; to empty it send " + empty : "";
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "an array";
      case BOOLEAN -> "true or false";
      case NULL -> "null";
      case NUMBER -> "a number";
      case OBJECT -> "an object";
      case STRING -> "text";
      default -> "something else";
    };
  }

  private void add(String path, String message) {
    if (violations.size() < MAX_VIOLATIONS) {
      violations.add(new Violation(path, message));
    }
  }
}
