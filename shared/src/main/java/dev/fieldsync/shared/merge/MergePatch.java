package dev.fieldsync.shared.merge;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Merge Patch, <a href="https://www.rfc-editor.org/rfc/rfc7386">RFC 7386</a>: objects merge
 * key by key, {@code null} deletes, every other value replaces.
 *
 * <p>Nothing is changed in place. The result shares the parts that did not change with the target,
 * so that folding many small patches into a large document costs little; treat all of them as
 * immutable.
 */
public final class MergePatch {

  private MergePatch() {}

  /**
   * Applies a patch.
   *
   * @param target the document, {@code null} when there is none
   * @return the patched document
   */
  public static JsonNode apply(@Nullable JsonNode target, JsonNode patch) {
    if (!(patch instanceof ObjectNode changes)) {
      return patch;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (target instanceof ObjectNode object) {
      result.setAll(object);
    }
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      if (change.getValue().isNull()) {
        result.remove(change.getKey());
      } else {
        result.set(change.getKey(), apply(result.get(change.getKey()), change.getValue()));
      }
    }
    return result;
  }

  /**
   * Lists the JSON Pointers at which a patch changes a document; a subtree that is new counts once.
   * Of more than 256 places, or when the pointers have together more than 64k characters, only
   * their first segments are listed; when even these are too many, {@code ""}.
   *
   * @param target the document before, {@code null} when there was none
   */
  public static List<String> changedPaths(@Nullable JsonNode target, JsonNode patch) {
    ChangedPaths paths = new ChangedPaths();
    collect(target, patch, Location.ROOT, paths);
    return paths.toList();
  }

  private static void collect(
      @Nullable JsonNode target, JsonNode patch, Location place, ChangedPaths paths) {
    if (patch instanceof ObjectNode changes
        && (target instanceof ObjectNode || place == Location.ROOT)) {
      for (Map.Entry<String, JsonNode> change : changes.properties()) {
        collect(
            target == null ? null : target.get(change.getKey()),
            change.getValue(),
            place.child(change.getKey()),
            paths);
      }
    } else if (patch.isNull() ? target != null : !patch.equals(target)) {
      paths.add(place);
    }
  }
}
