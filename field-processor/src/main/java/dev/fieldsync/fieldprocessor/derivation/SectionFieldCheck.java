package dev.fieldsync.fieldprocessor.derivation;

import java.util.ArrayList;
import java.util.List;

/** Finds sections that list fields without a definition. */
final class SectionFieldCheck implements TemplateCheck {

  @Override
  public void check(Template template, Findings findings) {
    for (Template.Section section : template.sections()) {
      List<String> defined = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      section.fields().forEach(id -> (template.defines(id) ? defined : unknown).add(id));
      if (!unknown.isEmpty()) {
        findings.tellAtEach(
            defined,
            new Problem(
                    ProblemCode.SECTION_NAMES_UNKNOWN_FIELD,
                    "%s there are fields without a definition: %s. Define them, or take them out of the section."
                        .formatted(section.place(), Names.listed(unknown)))
                .section(section)
                .fields(unknown));
      }
    }
  }
}
