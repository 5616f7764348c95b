package dev.fieldsync.shared.merge;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The difference of two documents as a JSON Patch (RFC 6902).
 *
 * <p>Array elements that are objects with an {@code id} are recognized by it, wherever they went in
 * their array; others by their longest common subsequence, within bounds. Where replacing a whole
 * value is much shorter than telling what changed inside it, it is replaced. The same two documents
 * always give the same operations.
 */
public final class JsonDiff {

  private JsonDiff() {}

  /**
   * Returns operations that turn one document into the other, with every number as it is written
   * there; only the order of keys is not kept.
   */
  public static ArrayNode between(JsonNode from, JsonNode to) {
    return write(from, to, false);
  }

  /**
   * Returns the same operations for people to look at: what an operation removes or replaces is in
   * its {@code oldValue}, which RFC 6902 lets readers ignore.
   */
  public static ArrayNode withOldValues(JsonNode from, JsonNode to) {
    return write(from, to, true);
  }

  private static ArrayNode write(JsonNode from, JsonNode to, boolean withOldValues) {
    ArrayNode operations = JsonNodeFactory.instance.arrayNode();
    for (Edit edit : new EditScript().between(from, to)) {
      operations.add(edit.toJson(withOldValues));
    }
    return operations;
  }

  /**
   * Lists the distinct JSON Pointers that operations change, in order. Of more than 256, or when
   * they have together more than 64k characters, only their first segments are listed; when even
   * these are too many, {@code ""}.
   *
   * @param operations a valid JSON Patch
   */
  public static List<String> changedPaths(ArrayNode operations) {
    ChangedPaths paths = new ChangedPaths();
    for (JsonPatch.Operation operation : JsonPatch.parse(operations).operations()) {
      String from = operation.from();
      if (operation.kind() == JsonPatch.Kind.MOVE && from != null) {
        paths.add(from);
      }
      if (operation.kind() != JsonPatch.Kind.TEST) {
        paths.add(operation.path());
      }
    }
    return paths.toList();
  }
}
