package dev.fieldsync.fieldprocessor.derivation;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Which sections list each field. A few long section ids and many short field ids would make this
 * much larger than the template; of such a template only the first ids are given, and it is told.
 */
final class SectionUse {

  /** How many characters the lists of all fields may have before they are cut. */
  static final long MAX_LENGTH = 2_000_000;

  private final Map<String, Set<String>> sectionsByField = new HashMap<>();
  private long length;

  private SectionUse() {}

  static SectionUse of(Template template, Findings findings) {
    SectionUse use = new SectionUse();
    for (Template.Section section : template.sections()) {
      String id = section.id();
      if (id != null) {
        section.fields().stream().filter(template::defines).forEach(field -> use.add(field, id));
      }
    }
    if (use.length > MAX_LENGTH) {
      template.definitions().keySet().forEach(field -> use.cut(field, findings));
    }
    return use;
  }

  /** Returns the ids of the sections that list a field, in document order, each once. */
  ArrayNode of(String fieldId) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    sectionsByField.getOrDefault(fieldId, Set.of()).forEach(json::add);
    return json;
  }

  private void add(String fieldId, String section) {
    if (sectionsByField.computeIfAbsent(fieldId, any -> new LinkedHashSet<>()).add(section)) {
      length += section.length() + 3;
    }
  }

  private void cut(String fieldId, Findings findings) {
    Set<String> all = sectionsByField.getOrDefault(fieldId, Set.of());
    Set<String> kept = new LinkedHashSet<>();
    all.stream().filter(Names::isShort).limit(Names.MAX_LISTED).forEach(kept::add);
    if (kept.size() < all.size()) {
      sectionsByField.put(fieldId, kept);
      findings.note(
          fieldId,
          new Problem(
                  ProblemCode.MORE_SECTIONS,
                  ("%d sections list this field, and the template is too large to name more than %d"
                          + " of them here. Use fewer sections, or shorter section ids.")
                      .formatted(all.size(), kept.size()))
              .key(DerivedKey.USED_IN_SECTIONS.key()));
    }
  }
}
