package dev.fieldsync.shared.merge;

import static dev.fieldsync.shared.merge.SameValue.identical;

import dev.fieldsync.shared.merge.Conflict.Kind;
import dev.fieldsync.shared.merge.Conflict.Resolution;
import dev.fieldsync.shared.merge.ElementIndex.Occurrence;
import dev.fieldsync.shared.merge.Move.Keeper;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Rewrites the three documents so that no element is moved any more: where it ends it is new, with
 * its merged content; everywhere else it is gone.
 */
final class MovedContents {

  /** Which of the three documents is rewritten. */
  enum Document {
    BASE,
    THEIRS,
    YOURS
  }

  private final Moves moves;
  private final Ghosts ghosts;
  private final FoundConflicts conflicts;
  private final Map<Identity, ObjectNode> contents = new HashMap<>();

  MovedContents(Moves moves, Ghosts ghosts, FoundConflicts conflicts) {
    this.moves = moves;
    this.ghosts = ghosts;
    this.conflicts = conflicts;
  }

  /** Returns the merged content of a moved element, always the same new object. */
  ObjectNode of(Move move) {
    ObjectNode known = contents.get(move.identity());
    if (known != null) {
      return known;
    }
    report(move);
    ObjectNode content = JsonNodeFactory.instance.objectNode().setAll(merge(move));
    contents.put(move.identity(), content);
    return content;
  }

  private ObjectNode merge(Move move) {
    JsonNode theirs = rewriteElement(Document.THEIRS, move.theirs());
    JsonNode yours = rewriteElement(Document.YOURS, move.yours());
    JsonNode merged =
        theirs == null || yours == null
            ? ghosts.strip(theirs == null ? yours : theirs)
            : new ContentMerge(move, ghosts, conflicts)
                .merge(Location.ROOT, rewriteElement(Document.BASE, move.base()), theirs, yours);
    return (ObjectNode) Objects.requireNonNull(merged);
  }

  private void report(Move move) {
    if (move.conflict() == Kind.MOVE) {
      conflicts.add(
          move,
          Location.ROOT,
          Kind.MOVE,
          pointer(move.base()),
          pointer(move.theirs()),
          pointer(move.yours()),
          Resolution.YOURS);
    } else if (move.conflict() == Kind.DELETE_EDIT) {
      conflicts.add(
          move,
          Location.ROOT,
          Kind.DELETE_EDIT,
          element(move.base()),
          element(move.theirs()),
          element(move.yours()),
          move.keeper() == Keeper.THEIRS ? Resolution.THEIRS : Resolution.YOURS);
    }
  }

  private static @Nullable JsonNode pointer(@Nullable Occurrence occurrence) {
    return occurrence == null ? null : StringNode.valueOf(occurrence.place().toString());
  }

  private static @Nullable JsonNode element(@Nullable Occurrence occurrence) {
    return occurrence == null ? null : occurrence.element();
  }

  private @Nullable JsonNode rewriteElement(Document document, @Nullable Occurrence occurrence) {
    return occurrence == null ? null : rewrite(document, occurrence.element(), null);
  }

  /**
   * Rewrites a part of a document.
   *
   * @param property the name under which it is, {@code null} for an element or the whole document
   */
  JsonNode rewrite(Document document, JsonNode node, @Nullable String property) {
    if (moves.isEmpty()) {
      return node;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode copy = null;
      for (Map.Entry<String, JsonNode> entry : object.properties()) {
        JsonNode value = rewrite(document, entry.getValue(), entry.getKey());
        if (!identical(value, entry.getValue())) {
          copy = copy == null ? JsonNodeFactory.instance.objectNode().setAll(object) : copy;
          copy.set(entry.getKey(), value);
        }
      }
      return copy == null ? object : copy;
    }
    KeyedArray keyed = KeyedArray.of(node);
    return keyed == null ? node : rewriteElements(document, (ArrayNode) node, keyed, property);
  }

  private ArrayNode rewriteElements(
      Document document, ArrayNode array, KeyedArray keyed, @Nullable String property) {
    ArrayNode copy = JsonNodeFactory.instance.arrayNode(array.size());
    boolean changed = false;
    for (Map.Entry<String, ObjectNode> entry : keyed.byId().entrySet()) {
      ObjectNode element = entry.getValue();
      Move move = property == null ? null : moves.get(new Identity(property, entry.getKey()));
      JsonNode rewritten =
          move == null ? rewrite(document, element, null) : standIn(document, move);
      changed |= !identical(rewritten, element);
      if (rewritten != null) {
        copy.add(rewritten);
      }
    }
    return changed ? copy : array;
  }

  /** Returns what stands for a moved element at its place in a document. */
  private @Nullable ObjectNode standIn(Document document, Move move) {
    if (document == Document.BASE) {
      return null;
    }
    boolean ends =
        move.keeper() == Keeper.BOTH
            || (move.keeper() == Keeper.THEIRS) == (document == Document.THEIRS);
    if (ends) {
      return of(move);
    }
    Occurrence theirs = move.theirs();
    return document == Document.THEIRS && move.conflict() == Kind.MOVE && theirs != null
        ? ghosts.of(theirs.element())
        : null;
  }
}
