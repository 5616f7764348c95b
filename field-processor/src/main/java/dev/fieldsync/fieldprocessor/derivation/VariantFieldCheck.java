package dev.fieldsync.fieldprocessor.derivation;

import java.util.ArrayList;
import java.util.List;

/** Finds variants that override fields without a definition. */
final class VariantFieldCheck implements TemplateCheck {

  @Override
  public void check(Template template, Findings findings) {
    for (Template.Variant variant : template.variants()) {
      List<String> defined = new ArrayList<>();
      List<String> unknown = new ArrayList<>();
      variant
          .overrides()
          .keySet()
          .forEach(id -> (template.defines(id) ? defined : unknown).add(id));
      if (!unknown.isEmpty()) {
        findings.tellAtEach(
            defined,
            new Problem(
                    ProblemCode.VARIANT_OVERRIDES_UNKNOWN_FIELD,
                    "%s there are overrides of fields without a definition: %s. Define them, or remove the overrides."
                        .formatted(variant.place(), Names.listed(unknown)))
                .variant(variant)
                .fields(unknown));
      }
    }
  }
}
