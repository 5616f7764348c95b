package dev.fieldsync.fieldprocessor.derivation;

import java.util.List;

/** Looks for one kind of problem in a template, in time linear in the size of the template. */
interface TemplateCheck {

  /** All checks; at each field their problems are listed in this order. */
  List<TemplateCheck> ALL =
      List.of(
          new SelectCheck(),
          new BoundsCheck(),
          new UnusedFieldCheck(),
          new DuplicateLabelCheck(),
          new SectionFieldCheck(),
          new VariantFieldCheck());

  void check(Template template, Findings findings);
}
