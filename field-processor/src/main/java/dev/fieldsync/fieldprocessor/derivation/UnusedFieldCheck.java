package dev.fieldsync.fieldprocessor.derivation;

import java.util.HashSet;
import java.util.Set;

/** Finds fields that no section lists. */
final class UnusedFieldCheck implements TemplateCheck {

  @Override
  public void check(Template template, Findings findings) {
    Set<String> used = new HashSet<>();
    template.sections().forEach(section -> used.addAll(section.fields()));
    for (String fieldId : template.definitions().keySet()) {
      if (!used.contains(fieldId)) {
        findings.tell(
            fieldId,
            new Problem(
                ProblemCode.FIELD_IN_NO_SECTION,
                "No section lists this field, so nobody is asked for it. Add its id to the"
                    + " \"fields\" of a section, or remove the definition."));
      }
    }
  }
}
