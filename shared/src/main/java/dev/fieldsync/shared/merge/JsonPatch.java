package dev.fieldsync.shared.merge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON Patch, <a href="https://www.rfc-editor.org/rfc/rfc6902">RFC 6902</a>: a list of operations
 * that are applied one after the other, all or none. Immutable and thread-safe.
 *
 * <p>Members of an operation that the RFC does not know are ignored, as it demands. Removing the
 * whole document leaves {@code null}.
 */
public final class JsonPatch {

  /** How many operations a patch may have. */
  public static final int MAX_OPERATIONS = 10_000;

  /** What an operation does. */
  public enum Kind {
    /** Sets a property, or inserts an array element before the given index. */
    ADD("add"),
    /** Removes what is there. */
    REMOVE("remove"),
    /** Replaces what is there. */
    REPLACE("replace"),
    /** Removes what is at {@code from} and adds it. */
    MOVE("move"),
    /** Adds what is at {@code from}. */
    COPY("copy"),
    /** Fails the whole patch unless the value is there, numbers compared by value. */
    TEST("test");

    private final String code;

    Kind(String code) {
      this.code = code;
    }

    /** Returns the name in JSON. */
    @JsonValue
    public String code() {
      return code;
    }

    boolean takesValue() {
      return this == ADD || this == REPLACE || this == TEST;
    }

    boolean takesFrom() {
      return this == MOVE || this == COPY;
    }
  }

  /**
   * One operation.
   *
   * @param path the JSON Pointer of what it concerns
   * @param from the JSON Pointer of what is moved or copied, {@code null} for other kinds
   * @param value what is added, put in place or expected, {@code null} for other kinds
   */
  public record Operation(
      Kind kind, String path, @Nullable String from, @Nullable JsonNode value) {}

  private final List<Operation> operations;

  private JsonPatch(List<Operation> operations) {
    this.operations = operations;
  }

  /**
   * Reads a patch.
   *
   * @throws InvalidPatchException when it is no JSON Patch, with the position of the offending
   *     operation
   */
  public static JsonPatch parse(JsonNode operations) {
    if (!(operations instanceof ArrayNode array)) {
      throw new InvalidPatchException(-1, "A JSON Patch is an array of operations.");
    }
    if (array.size() > MAX_OPERATIONS) {
      throw new InvalidPatchException(
          -1,
          "A JSON Patch may have %d operations, this one has %d. Send it in parts."
              .formatted(MAX_OPERATIONS, array.size()));
    }
    List<Operation> parsed = new ArrayList<>(array.size());
    for (int i = 0; i < array.size(); i++) {
      parsed.add(operation(i, array.get(i)));
    }
    return new JsonPatch(List.copyOf(parsed));
  }

  private static Operation operation(int index, JsonNode node) {
    if (!(node instanceof ObjectNode object)) {
      throw new InvalidPatchException(index, "An operation is an object.");
    }
    Kind kind = kind(index, object.get("op"));
    String path = pointer(index, object, "path");
    String from = kind.takesFrom() ? pointer(index, object, "from") : null;
    JsonNode value = kind.takesValue() ? object.get("value") : null;
    if (kind.takesValue() && value == null) {
      throw new InvalidPatchException(
          index, "The operation \"%s\" needs a \"value\".".formatted(kind.code()));
    }
    return new Operation(kind, path, from, value);
  }

  private static Kind kind(int index, @Nullable JsonNode op) {
    for (Kind kind : Kind.values()) {
      if (op != null && op.isString() && kind.code().equals(op.stringValue())) {
        return kind;
      }
    }
    throw new InvalidPatchException(
        index,
        op == null
            ? "The operation has no \"op\"."
            : "There is no operation %s; there are add, remove, replace, move, copy and test."
                .formatted(Excerpt.of(op)));
  }

  private static String pointer(int index, ObjectNode operation, String member) {
    JsonNode pointer = operation.get(member);
    if (pointer == null) {
      throw new InvalidPatchException(index, "The operation has no \"%s\".".formatted(member));
    }
    if (!pointer.isString()) {
      throw new InvalidPatchException(
          index, "\"%s\" is text, not %s.".formatted(member, Excerpt.of(pointer)));
    }
    try {
      JsonPointer.parse(pointer.stringValue());
    } catch (IllegalArgumentException e) {
      throw new InvalidPatchException(
          index, "\"%s\" is %s: %s.".formatted(member, Excerpt.of(pointer), e.getMessage()));
    }
    return pointer.stringValue();
  }

  /** Returns the operations in order. */
  public List<Operation> operations() {
    return operations;
  }

  /**
   * Applies all operations to a document, which stays as it is.
   *
   * @return the patched document; it shares unchanged parts with the target
   * @throws PatchFailedException when one of them does not fit; nothing was changed
   */
  public JsonNode apply(JsonNode target) {
    PatchedDocument document = new PatchedDocument(target);
    for (int i = 0; i < operations.size(); i++) {
      Operation operation = operations.get(i);
      try {
        document.apply(operation);
      } catch (Misfit e) {
        throw new PatchFailedException(i, operation, e.testFailed(), e.reason());
      }
    }
    return document.root();
  }
}
