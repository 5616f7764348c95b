package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.template.TemplateField;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A template in the form in which people read it, which is what the pointers of a JSON Patch refer
 * to: every field is there, absent ones as null, and {@code id}, {@code version} and {@code
 * organization_id} can be tested. That nothing writes to those was checked by the gateway.
 */
final class PatchView {

  private PatchView() {}

  static ObjectNode of(
      UUID id, @Nullable String organizationId, @Nullable String version, ObjectNode document) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("id", id.toString());
    view.put("version", version);
    view.put("organization_id", organizationId);
    for (TemplateField field : TemplateField.values()) {
      JsonNode value = document.get(field.key());
      view.set(field.key(), value == null ? NullNode.getInstance() : value);
    }
    return view;
  }

  /** Returns the writable fields of a view. */
  static ObjectNode document(JsonNode view) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    for (TemplateField field : TemplateField.values()) {
      JsonNode value = view.get(field.key());
      if (value != null && !value.isNull()) {
        document.set(field.key(), value);
      }
    }
    return document;
  }
}
