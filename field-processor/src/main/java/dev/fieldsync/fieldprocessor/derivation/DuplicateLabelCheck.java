package dev.fieldsync.fieldprocessor.derivation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Finds fields of one section that a person cannot tell apart by their labels. */
final class DuplicateLabelCheck implements TemplateCheck {

  /**
   * A label, made once per field and not per section: a field may be in all of them and its label
   * be long.
   */
  private record Label(String comparable, String shown) {}

  @Override
  public void check(Template template, Findings findings) {
    Map<String, Label> labels = labels(template);
    for (Template.Section section : template.sections()) {
      Map<String, List<String>> fieldsByLabel = new LinkedHashMap<>();
      for (String fieldId : section.fields()) {
        Label label = labels.get(fieldId);
        if (label != null) {
          fieldsByLabel.computeIfAbsent(label.comparable(), any -> new ArrayList<>()).add(fieldId);
        }
      }
      for (List<String> fields : fieldsByLabel.values()) {
        if (fields.size() > 1) {
          findings.tellAtEach(fields, problem(section, fields, labels.get(fields.get(0)).shown()));
        }
      }
    }
  }

  private static Map<String, Label> labels(Template template) {
    Map<String, Label> labels = new HashMap<>();
    template
        .definitions()
        .forEach(
            (fieldId, definition) -> {
              JsonNode label = definition.get("label");
              if (label != null && label.isString() && !label.stringValue().isBlank()) {
                String text = label.stringValue().strip();
                labels.put(fieldId, new Label(text.toLowerCase(Locale.ROOT), Names.quoted(text)));
              }
            });
    return labels;
  }

  private static Problem problem(Template.Section section, List<String> fields, String label) {
    return new Problem(
            ProblemCode.DUPLICATE_LABEL,
            "%s %d fields have the label %s: %s. Give each a label of its own."
                .formatted(section.place(), fields.size(), label, Names.listed(fields)))
        .section(section)
        .fields(fields);
  }
}
