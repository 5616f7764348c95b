package dev.fieldsync.fieldprocessor.derivation;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One run over one template: whose the keys are, what is wrong, what to write, what to note. */
final class Derivation {

  private final Template template;
  private final @Nullable ObjectNode lastKnown;
  private final JsonNode processedAt;
  private final Findings findings = new Findings();
  private final Map<String, FieldKeys> keys = new HashMap<>();
  private final List<String> yielded = new ArrayList<>();
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
  private final ObjectNode known = JsonNodeFactory.instance.objectNode();

  Derivation(Template template, @Nullable ObjectNode lastKnown, String processedAt) {
    this.template = template;
    this.lastKnown = lastKnown;
    this.processedAt = JsonNodeFactory.instance.stringNode(processedAt);
  }

  void run(EarlierValues earlier, boolean adopt) {
    template
        .definitions()
        .forEach(
            (id, definition) -> {
              FieldNotes notes = FieldNotes.of(lastKnown, id);
              keys.put(id, FieldKeys.of(id, definition, notes, earlier, adopt));
            });
    template.definitions().keySet().forEach(this::giveWay);
    SectionUse use = SectionUse.of(template, findings);
    TemplateCheck.ALL.forEach(check -> check.check(template, findings));
    Map<String, ArrayNode> problems = findings.byField(template.definitions().keySet());
    template
        .definitions()
        .forEach((id, definition) -> write(id, definition, use.of(id), problems.get(id)));
  }

  /** A person's key is left as it is, and told, unless it is the one in which it would be told. */
  private void giveWay(String id) {
    for (DerivedKey key : keys.get(id).users()) {
      yielded.add(DerivedChange.pointer(id, key));
      if (key != DerivedKey.PROBLEMS) {
        findings.tell(
            id,
            new Problem(
                    ProblemCode.KEY_WRITTEN_BY_USER,
                    ("The key \"%s\" was written by somebody else than the processor, which leaves it"
                            + " alone. Remove the key to have it derived.")
                        .formatted(key.key()))
                .key(key.key()));
      }
    }
  }

  private void write(String id, ObjectNode definition, ArrayNode sections, ArrayNode problems) {
    FieldKeys whose = keys.get(id);
    FieldNotes notes = FieldNotes.of(lastKnown, id);
    Map<DerivedKey, JsonNode> derived = new EnumMap<>(DerivedKey.class);
    derived.put(DerivedKey.PROCESSED, JsonNodeFactory.instance.booleanNode(true));
    derived.put(DerivedKey.USED_IN_SECTIONS, sections);
    derived.put(DerivedKey.PROBLEMS, problems);
    derived.entrySet().removeIf(entry -> isRight(entry, definition, whose));
    boolean isCurrent =
        derived.isEmpty()
            && definition.has(DerivedKey.PROCESSED_AT.key())
            && !notes.differs(whose.definitionDigest());
    if (!isCurrent && !whose.isUsers(DerivedKey.PROCESSED_AT)) {
      derived.put(DerivedKey.PROCESSED_AT, processedAt);
    }
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    derived.forEach((key, value) -> written.set(key.key(), value));
    if (!written.isEmpty()) {
      definitions.set(id, written);
    }
    known.set(id, notes.next(whose, written, definition));
  }

  private static boolean isRight(
      Map.Entry<DerivedKey, JsonNode> derived, ObjectNode definition, FieldKeys whose) {
    return whose.isUsers(derived.getKey())
        || derived.getValue().equals(definition.get(derived.getKey().key()));
  }

  /** Returns what to write, by field id. */
  ObjectNode definitions() {
    return definitions;
  }

  ObjectNode known() {
    return known;
  }

  int problems() {
    return findings.found();
  }

  List<String> yielded() {
    return yielded;
  }
}
