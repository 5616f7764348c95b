package dev.fieldsync.shared.merge;

import dev.fieldsync.shared.json.StrictJson;
import dev.fieldsync.shared.merge.ElementIndex.Occurrence;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The elements that went from one array to another, by their identities. */
final class Moves {

  private final ElementIndex theirs;
  private final ElementIndex yours;
  private final Map<Identity, Move> byIdentity;

  private Moves(ElementIndex theirs, ElementIndex yours, Map<Identity, Move> byIdentity) {
    this.theirs = theirs;
    this.yours = yours;
    this.byIdentity = byIdentity;
  }

  static Moves find(JsonNode base, JsonNode theirs, JsonNode yours) {
    Set<Identity> ambiguous = AmbiguousIdentities.in(base, theirs, yours);
    while (true) {
      ElementIndex.Places places = new ElementIndex.Places();
      ElementIndex inBase = new ElementIndex(base, places, ambiguous);
      ElementIndex inTheirs = new ElementIndex(theirs, places, ambiguous);
      ElementIndex inYours = new ElementIndex(yours, places, ambiguous);
      Set<Identity> twice = addedTwice(inBase, inTheirs, inYours);
      if (twice.isEmpty()) {
        return find(inBase, inTheirs, inYours);
      }
      // Done again at most once for each level of nesting: what changes is inside of these.
      ambiguous.addAll(twice);
    }
  }

  /**
   * Finds what both sides added, in different places. It may well not be the same thing, so both
   * are kept, and neither says where the elements inside it are.
   */
  private static Set<Identity> addedTwice(
      ElementIndex base, ElementIndex theirs, ElementIndex yours) {
    Set<Identity> twice = new HashSet<>();
    for (Identity identity : theirs.identities()) {
      Occurrence their = Objects.requireNonNull(theirs.get(identity));
      Occurrence your = yours.get(identity);
      if (base.get(identity) == null && your != null && your.array() != their.array()) {
        twice.add(identity);
      }
    }
    return twice;
  }

  private static Moves find(ElementIndex inBase, ElementIndex inTheirs, ElementIndex inYours) {
    Map<Identity, Move> moves = new LinkedHashMap<>();
    for (Identity identity : inBase.identities()) {
      Occurrence before = Objects.requireNonNull(inBase.get(identity));
      Move move = Move.of(identity, before, inTheirs.get(identity), inYours.get(identity));
      if (move != null) {
        moves.put(identity, move);
      }
    }
    return new Moves(inTheirs, inYours, moves);
  }

  boolean isEmpty() {
    return byIdentity.isEmpty();
  }

  Collection<Move> all() {
    return byIdentity.values();
  }

  @Nullable Move get(Identity identity) {
    return byIdentity.get(identity);
  }

  /**
   * Returns the same moves with every element at its place in your document, if you have it. Around
   * what is yours there is only yours, so no element can be inside itself or inside something that
   * gave way to a value of yours.
   */
  Moves atYourPlaces() {
    Map<Identity, Move> moves = new LinkedHashMap<>();
    byIdentity.forEach((identity, move) -> moves.put(identity, move.atYourPlace()));
    return new Moves(theirs, yours, moves);
  }

  /** Whether all moves together leave no element inside itself and none too deep. */
  boolean arePossible() {
    Map<Identity, Integer> depths = new HashMap<>();
    for (Identity identity : byIdentity.keySet()) {
      if (!measure(identity, depths)) {
        return false;
      }
    }
    return true;
  }

  private boolean measure(Identity start, Map<Identity, Integer> depths) {
    Deque<Identity> inwards = new ArrayDeque<>();
    Set<Identity> above = new HashSet<>();
    Identity identity = start;
    while (identity != null && !depths.containsKey(identity)) {
      if (!above.add(identity)) {
        return false;
      }
      inwards.push(identity);
      identity = resting(identity).owner();
    }
    int depth = identity == null ? 0 : Objects.requireNonNull(depths.get(identity));
    for (Identity next : inwards) {
      depth += resting(next).depth();
      depths.put(next, depth);
    }
    return depth <= StrictJson.MAX_DEPTH;
  }

  /** Returns where an element ends; who did not move it has it where it was. */
  private Occurrence resting(Identity identity) {
    Move move = byIdentity.get(identity);
    Occurrence your = yours.get(identity);
    return move != null
        ? move.kept()
        : Objects.requireNonNull(your == null ? theirs.get(identity) : your);
  }
}
