package dev.fieldsync.shared.template;

import java.util.Arrays;
import java.util.Optional;

/** The parts of a template that a person can write, in the order in which they are shown. */
public enum TemplateField {
  /** What people call the template; required. */
  NAME("name"),
  /** The sections, an array in display order. */
  SECTIONS("sections"),
  /** The field definitions, an object keyed by field id. */
  FIELD_DEFINITIONS("field_definitions"),
  /** The variants of an inspection, an array; may be absent. */
  INSPECTION_VARIANTS("inspection_variants");

  private final String key;

  TemplateField(String key) {
    this.key = key;
  }

  /** Returns the key in JSON, which is also the column's name. */
  public String key() {
    return key;
  }

  /** Returns the field with that key, if there is one that can be written. */
  public static Optional<TemplateField> of(String key) {
    return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
  }
}
