package dev.fieldsync.fieldprocessor.derivation;

import dev.fieldsync.shared.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Templates and runs over them, as the tests write them. */
final class Templates {

  static final Instant EARLY = Instant.parse("2026-03-01T10:00:00.123456Z");
  static final Instant LATE = Instant.parse("2026-03-02T11:00:00Z");
  static final EarlierValues NEVER = (field, key, value) -> false;

  private Templates() {}

  /** Reads a template written with single quotes. */
  static ObjectNode template(String json) {
    return (ObjectNode) Json.parse(json.replace('\'', '"'));
  }

  static DerivedChange first(ObjectNode template) {
    return DerivedChange.of(template, null, NEVER, false, EARLY);
  }

  static DerivedChange later(ObjectNode template, @Nullable ObjectNode known) {
    return DerivedChange.of(template, known, NEVER, false, LATE);
  }

  static JsonNode field(DerivedChange change, String id) {
    return change.document().get("field_definitions").get(id);
  }

  static ObjectNode storedField(ObjectNode template, String id) {
    return (ObjectNode) template.get("field_definitions").get(id);
  }

  /** The problems that a first run writes at a field. */
  static List<JsonNode> problems(String template, String id) {
    return List.copyOf(field(first(template(template)), id).get("problems").values());
  }

  static List<String> codes(String template, String id) {
    return codes(first(template(template)), id);
  }

  static List<String> codes(DerivedChange change, String id) {
    List<String> codes = new ArrayList<>();
    field(change, id).get("problems").forEach(problem -> codes.add(problem.get("code").asString()));
    return codes;
  }
}
