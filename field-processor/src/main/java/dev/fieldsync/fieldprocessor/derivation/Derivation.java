package dev.fieldsync.fieldprocessor.derivation;

import java.util.ArrayList;
import java.util.EnumMap;
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
  private final JsonNode processedAt;
  private final Findings findings = new Findings();
  private final List<Field> fields = new ArrayList<>();
  private final List<String> yielded = new ArrayList<>();
  private final ObjectNode definitions = JsonNodeFactory.instance.objectNode();
  private final ObjectNode known = JsonNodeFactory.instance.objectNode();

  Derivation(Template template, String processedAt) {
    this.template = template;
    this.processedAt = JsonNodeFactory.instance.stringNode(processedAt);
  }

  /** A definition, what the last run noted of it, and whose its derived keys are. */
  private record Field(String id, ObjectNode definition, FieldNotes notes, FieldKeys keys) {

    boolean isRight(Map.Entry<DerivedKey, JsonNode> derived) {
      return keys.isUsers(derived.getKey())
          || derived.getValue().equals(definition.get(derived.getKey().key()));
    }

    boolean isUnchanged() {
      return definition.has(DerivedKey.PROCESSED_AT.key())
          && !notes.differs(keys.definitionDigest());
    }
  }

  void run(@Nullable ObjectNode lastKnown, EarlierValues earlier, boolean adopt) {
    Digests digests = new Digests();
    template
        .definitions()
        .forEach(
            (id, definition) -> {
              FieldNotes notes = FieldNotes.of(lastKnown, id, digests);
              FieldKeys keys = FieldKeys.of(id, definition, notes, earlier, adopt);
              fields.add(new Field(id, definition, notes, keys));
            });
    fields.forEach(this::giveWay);
    SectionUse use = SectionUse.of(template, findings);
    TemplateCheck.ALL.forEach(check -> check.check(template, findings));
    int limit = findings.limit(template.definitions().keySet());
    for (Field field : fields) {
      write(field, use.of(field.id()), findings.at(field.id(), limit));
    }
  }

  /** A person's key is left as it is, and told, unless it is the one in which it would be told. */
  private void giveWay(Field field) {
    for (DerivedKey key : field.keys().users()) {
      yielded.add(DerivedChange.pointer(field.id(), key));
      if (key != DerivedKey.PROBLEMS) {
        findings.tell(field.id(), writtenByUser(key));
      }
    }
  }

  private static Problem writtenByUser(DerivedKey key) {
    return new Problem(
            ProblemCode.KEY_WRITTEN_BY_USER,
            ("The key \"%s\" was written by somebody else than the processor, which leaves it"
                    + " alone. Remove the key to have it derived.")
                .formatted(key.key()))
        .key(key.key());
  }

  private void write(Field field, ArrayNode sections, ArrayNode problems) {
    Map<DerivedKey, JsonNode> derived = new EnumMap<>(DerivedKey.class);
    derived.put(DerivedKey.PROCESSED, JsonNodeFactory.instance.booleanNode(true));
    derived.put(DerivedKey.USED_IN_SECTIONS, sections);
    derived.put(DerivedKey.PROBLEMS, problems);
    derived.entrySet().removeIf(field::isRight);
    boolean isCurrent = derived.isEmpty() && field.isUnchanged();
    if (!isCurrent && !field.keys().isUsers(DerivedKey.PROCESSED_AT)) {
      derived.put(DerivedKey.PROCESSED_AT, processedAt);
    }
    ObjectNode written = JsonNodeFactory.instance.objectNode();
    derived.forEach((key, value) -> written.set(key.key(), value));
    if (!written.isEmpty()) {
      definitions.set(field.id(), written);
    }
    known.set(field.id(), field.notes().next(field.keys(), written, field.definition()));
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
