package dev.fieldsync.scenarios.bench.traffic;

import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Templates as people make them, of a wanted size. */
public final class Documents {

  private static final int FIELDS_PER_SECTION = 8;

  private Documents() {}

  /** Returns the id of the field that a client writes. */
  public static String field(int client) {
    return "field%03d".formatted(client);
  }

  /**
   * Returns a template as JSON, at least as large as wanted and not much larger.
   *
   * @param bytes the wanted size
   */
  public static String template(UUID id, String name, int bytes) {
    ObjectNode template = JsonNodeFactory.instance.objectNode();
    template.put("id", id.toString());
    template.put("name", name);
    ArrayNode sections = template.putArray("sections");
    ObjectNode definitions = template.putObject("field_definitions");
    int size = text(template).length();
    for (int i = 0; size < bytes; i++) {
      if (i % FIELDS_PER_SECTION == 0) {
        size += text(addSection(sections, i / FIELDS_PER_SECTION)).length();
      }
      String field = field(i);
      ((ArrayNode) sections.get(i / FIELDS_PER_SECTION).get("fields")).add(field);
      definitions.set(field, definition(field, i));
      size += text(definitions.get(field)).length() + 2 * field.length() + 7;
    }
    return text(template);
  }

  /** Returns the merge patch with which a client sets the label of its own field. */
  public static String patch(int client, String label) {
    return "{\"field_definitions\":{\"%s\":{\"label\":\"%s\"}}}".formatted(field(client), label);
  }

  private static ObjectNode addSection(ArrayNode sections, int number) {
    ObjectNode section = sections.addObject();
    section.put("id", "section%02d".formatted(number));
    section.put("title", "Part %d of the inspection".formatted(number + 1));
    section.putArray("fields");
    section.put("order", number);
    return section;
  }

  private static ObjectNode definition(String id, int number) {
    ObjectNode definition = JsonNodeFactory.instance.objectNode();
    definition.put("id", id);
    definition.put("type", number % 4 == 0 ? "select" : "text");
    definition.put("label", "What the inspector sees here");
    definition.put("required", number % 3 == 0);
    if (number % 4 == 0) {
      definition.putArray("options").add("in order").add("to be repaired").add("missing");
    }
    return definition;
  }

  private static String text(JsonNode node) {
    return JsonMapper.shared().writeValueAsString(node);
  }
}
