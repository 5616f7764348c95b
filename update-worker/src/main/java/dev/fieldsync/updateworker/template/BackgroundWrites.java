package dev.fieldsync.updateworker.template;

import dev.fieldsync.shared.template.TemplateField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the background processor wrote since a version. It is nobody's change: in a three-way merge
 * it must neither meet a person's nor keep alive what a person removed. So both that version and
 * what its reader made of it are brought to where the processor has come.
 *
 * @param definitions the field definitions of its patches, oldest first: by field, the keys it
 *     wrote
 */
record BackgroundWrites(List<JsonNode> definitions) {

  static final BackgroundWrites NONE = new BackgroundWrites(List.of());

  /**
   * Returns a document with those values that are still stored as the processor wrote them, where
   * the document has the field and says about the key what the base says.
   */
  ObjectNode carriedInto(ObjectNode document, ObjectNode base, ObjectNode stored) {
    @Nullable ObjectNode carried = null;
    for (JsonNode fields : definitions) {
      for (Map.Entry<String, JsonNode> field : fields.properties()) {
        for (Map.Entry<String, JsonNode> key : field.getValue().properties()) {
          if (key.getValue().equals(value(stored, field.getKey(), key.getKey()))
              && isUntouched(document, base, field.getKey(), key.getKey())) {
            carried = carried == null ? document.deepCopy() : carried;
            definition(carried, field.getKey()).set(key.getKey(), key.getValue());
          }
        }
      }
    }
    return carried == null ? document : carried;
  }

  private static boolean isUntouched(
      ObjectNode document, ObjectNode base, String fieldId, String key) {
    return isDefined(document, fieldId)
        && isDefined(base, fieldId)
        && Objects.equals(value(document, fieldId, key), value(base, fieldId, key));
  }

  private static boolean isDefined(ObjectNode document, String fieldId) {
    return document.path(TemplateField.FIELD_DEFINITIONS.key()).path(fieldId).isObject();
  }

  private static ObjectNode definition(ObjectNode document, String fieldId) {
    return (ObjectNode) document.path(TemplateField.FIELD_DEFINITIONS.key()).path(fieldId);
  }

  private static @Nullable JsonNode value(ObjectNode document, String fieldId, String key) {
    return document.path(TemplateField.FIELD_DEFINITIONS.key()).path(fieldId).get(key);
  }
}
