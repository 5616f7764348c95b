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

  /** The fields of a section that have the label of the first of them. */
  private record Namesakes(Label label, List<String> fields) {}

  @Override
  public void check(Template template, Findings findings) {
    Map<String, Label> labels = labels(template);
    for (Template.Section section : template.sections()) {
      Map<String, Namesakes> byLabel = new LinkedHashMap<>();
      for (String fieldId : section.fields()) {
        Label label = labels.get(fieldId);
        if (label != null) {
          byLabel
              .computeIfAbsent(label.comparable(), any -> new Namesakes(label, new ArrayList<>()))
              .fields()
              .add(fieldId);
        }
      }
      for (Namesakes namesakes : byLabel.values()) {
        if (namesakes.fields().size() > 1) {
          findings.tellAtEach(namesakes.fields(), problem(section, namesakes));
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

  private static Problem problem(Template.Section section, Namesakes namesakes) {
    List<String> fields = namesakes.fields();
    return new Problem(
            ProblemCode.DUPLICATE_LABEL,
            "%s %d fields have the label %s: %s. Give each a label of its own."
                .formatted(
                    section.place(),
                    fields.size(),
                    namesakes.label().shown(),
                    Names.listed(fields)))
        .section(section)
        .fields(fields);
  }
}
