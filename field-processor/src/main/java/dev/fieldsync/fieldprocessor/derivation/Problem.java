package dev.fieldsync.fieldprocessor.derivation;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One thing wrong with a template, as it is written. It is made once and shared by all fields that
 * it is told at; once told it does not change.
 */
final class Problem {

  private static final int PUNCTUATION_LENGTH = 30;

  private final ObjectNode json = JsonNodeFactory.instance.objectNode();
  private int length = PUNCTUATION_LENGTH;

  /**
   * Makes a problem that names no culprit yet.
   *
   * @param message what is wrong and what to do, for a person
   */
  Problem(ProblemCode code, String message) {
    put("code", code.code());
    put("message", message);
  }

  Problem section(Template.Section section) {
    return id("section", section.id());
  }

  Problem variant(Template.@Nullable Variant variant) {
    return variant == null ? this : id("variant", variant.id());
  }

  /** Names the key inside the field definition. */
  Problem key(String key) {
    put("key", key);
    return this;
  }

  /** Names one field as {@code field}, the first of several as {@code fields}. */
  Problem fields(Collection<String> ids) {
    if (ids.size() == 1) {
      return id("field", ids.iterator().next());
    }
    ArrayNode fields = JsonNodeFactory.instance.arrayNode();
    for (String id : ids.stream().limit(Names.MAX_LISTED).filter(Names::isShort).toList()) {
      fields.add(id);
      length += id.length() + 3;
    }
    if (!fields.isEmpty()) {
      json.set("fields", fields);
    }
    return this;
  }

  ObjectNode json() {
    return json;
  }

  /** About how many characters it has as text. */
  int length() {
    return length;
  }

  private Problem id(String member, @Nullable String id) {
    if (id != null && Names.isShort(id)) {
      put(member, id);
    }
    return this;
  }

  private void put(String member, String text) {
    json.put(member, text);
    length += member.length() + text.length() + 6;
  }
}
