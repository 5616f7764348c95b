package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.json.StrictJson;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where the moved elements are in a merged document. */
final class EndedPlaces {

  private final Moves moves;
  private final IdentityHashMap<JsonNode, Move> contents = new IdentityHashMap<>();
  private final Map<Identity, Location> places = new HashMap<>();
  private int depth;

  private EndedPlaces(Moves moves) {
    this.moves = moves;
  }

  static EndedPlaces in(JsonNode document, Moves moves, MovedContents merged) {
    EndedPlaces ended = new EndedPlaces(moves);
    if (!moves.isEmpty()) {
      moves.all().forEach(move -> ended.contents.put(merged.of(move), move));
      ended.visit(document, Location.ROOT);
    }
    return ended;
  }

  private void visit(JsonNode node, Location place) {
    Move move = contents.get(node);
    if (move != null) {
      places.put(move.identity(), place);
    }
    if (node.isContainer()) {
      depth = Math.max(depth, place.depth() + 1);
    }
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        if (property.getValue().isContainer()) {
          visit(property.getValue(), place.child(property.getKey()));
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i).isContainer()) {
          visit(array.get(i), place.child(i));
        }
      }
    }
  }

  /** Returns where an element is, {@code null} when it is not in the document. */
  @Nullable Location of(Move move) {
    return places.get(move.identity());
  }

  /**
   * Whether no element is lost that you have, and the document is not too deep. What you deleted
   * and others moved into something that gave way to a value of yours is lost, and reported.
   */
  boolean areGood() {
    return depth <= StrictJson.MAX_DEPTH
        && moves.all().stream().allMatch(move -> move.yours() == null || of(move) != null);
  }
}
