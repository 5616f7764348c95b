package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.template.TemplateField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What can be understood of a template document, in its order; what is odd, such as a section that
 * is no object, is not in here.
 *
 * @param definitions the field definitions that are objects, by field id
 */
record Template(
    Map<String, ObjectNode> definitions, List<Section> sections, List<Variant> variants) {

  /**
   * A section.
   *
   * @param id {@code null} when it has none that is text
   * @param place how a sentence about it begins
   * @param fields the ids that it lists, each once, defined or not
   */
  record Section(@Nullable String id, String place, Set<String> fields) {

    private static Section of(ObjectNode json) {
      Set<String> fields = new LinkedHashSet<>();
      if (json.get("fields") instanceof ArrayNode listed) {
        for (JsonNode field : listed) {
          if (field.isString()) {
            fields.add(field.stringValue());
          }
        }
      }
      return new Section(text(json, "id"), opening("section", text(json, "title"), json), fields);
    }
  }

  /**
   * A variant of the inspection.
   *
   * @param id {@code null} when it has none that is text
   * @param place how a sentence about it begins
   * @param overrides what it says about fields, by field id, defined or not
   */
  record Variant(@Nullable String id, String place, Map<String, JsonNode> overrides) {

    private static Variant of(ObjectNode json) {
      Map<String, JsonNode> overrides = new LinkedHashMap<>();
      if (json.get("fieldOverrides") instanceof ObjectNode object) {
        for (Map.Entry<String, JsonNode> override : object.properties()) {
          overrides.put(override.getKey(), override.getValue());
        }
      }
      return new Variant(text(json, "id"), opening("variant", text(json, "name"), json), overrides);
    }
  }

  static Template of(ObjectNode document) {
    Map<String, ObjectNode> definitions = new LinkedHashMap<>();
    if (document.get(TemplateField.FIELD_DEFINITIONS.key()) instanceof ObjectNode fields) {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        if (field.getValue() instanceof ObjectNode definition) {
          definitions.put(field.getKey(), definition);
        }
      }
    }
    List<Section> sections = new ArrayList<>();
    objects(document, TemplateField.SECTIONS).forEach(json -> sections.add(Section.of(json)));
    List<Variant> variants = new ArrayList<>();
    objects(document, TemplateField.INSPECTION_VARIANTS)
        .forEach(json -> variants.add(Variant.of(json)));
    return new Template(definitions, sections, variants);
  }

  boolean defines(String fieldId) {
    return definitions.containsKey(fieldId);
  }

  private static List<ObjectNode> objects(ObjectNode document, TemplateField field) {
    List<ObjectNode> objects = new ArrayList<>();
    if (document.get(field.key()) instanceof ArrayNode elements) {
      for (JsonNode element : elements) {
        if (element instanceof ObjectNode object) {
          objects.add(object);
        }
      }
    }
    return objects;
  }

  private static @Nullable String text(ObjectNode json, String key) {
    JsonNode value = json.get(key);
    return value != null && value.isString() && !value.stringValue().isBlank()
        ? value.stringValue()
        : null;
  }

  private static String opening(String kind, @Nullable String name, ObjectNode json) {
    String known = name == null ? text(json, "id") : name;
    return known == null
        ? "In a " + kind + " without an id"
        : "In " + kind + " " + Names.quoted(known);
  }
}
