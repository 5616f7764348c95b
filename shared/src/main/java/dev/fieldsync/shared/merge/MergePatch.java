package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.json.JsonPath;
import java.util.ArrayList;
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

  private static final int MAX_PATHS = 256;

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
   * Of more than 256 places only their first segments are listed.
   *
   * @param target the document before, {@code null} when there was none
   */
  public static List<String> changedPaths(@Nullable JsonNode target, JsonNode patch) {
    List<String> paths = new ArrayList<>();
    collect(target, patch, "", paths);
    if (paths.size() <= MAX_PATHS) {
      return List.copyOf(paths);
    }
    return paths.stream().map(MergePatch::firstSegment).distinct().toList();
  }

  private static void collect(
      @Nullable JsonNode target, JsonNode patch, String path, List<String> paths) {
    if (patch instanceof ObjectNode changes && (target instanceof ObjectNode || path.isEmpty())) {
      for (Map.Entry<String, JsonNode> change : changes.properties()) {
        collect(
            target == null ? null : target.get(change.getKey()),
            change.getValue(),
            JsonPath.child(path, change.getKey()),
            paths);
      }
    } else if (patch.isNull() ? target != null : !patch.equals(target)) {
      paths.add(path);
    }
  }

  private static String firstSegment(String path) {
    int end = path.indexOf('/', 1);
    return end < 0 ? path : path.substring(0, end);
  }
}
