package dev.fieldsync.shared.merge;

import static dev.fieldsync.shared.merge.SameValue.same;

import dev.fieldsync.shared.merge.MovedContents.Document;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * Three-way merge of JSON documents: what either side changed since the base is in the result, and
 * what both changed differently is a {@link Conflict}, in which the later request wins but an edit
 * is never lost to a deletion.
 *
 * <p>Values are compared path by path, numbers by value. Arrays of objects with an {@code id} of
 * their own are merged element by element; an element that went from one array to another of the
 * same name is recognized (its identity is that name with its id, where no document has it twice).
 * Other arrays are one value. The rules with examples are in {@code docs/merging.md}.
 *
 * <p>The work grows with the length of the documents, not with its square.
 */
public final class ThreeWayMerge {

  /**
   * What a merge made.
   *
   * @param document the merged document; it shares unchanged parts with the merged ones
   * @param conflicts what both sides changed differently
   */
  public record Result(JsonNode document, List<Conflict> conflicts) {}

  private ThreeWayMerge() {}

  /**
   * Merges two descendants of a document.
   *
   * @param base what both sides started from
   * @param theirs what is stored now
   * @param yours what the later request wants to be stored; it wins conflicts
   */
  public static Result merge(JsonNode base, JsonNode theirs, JsonNode yours) {
    if (same(yours, base) || same(theirs, yours)) {
      return new Result(theirs, List.of());
    }
    if (same(theirs, base)) {
      return new Result(yours, List.of());
    }
    Moves moves = Moves.find(base, theirs, yours);
    if (moves.arePossible()) {
      Attempt attempt = Attempt.of(base, theirs, yours, moves);
      if (attempt.isGood()) {
        return attempt.result();
      }
    }
    return Attempt.of(base, theirs, yours, moves.atYourPlaces()).result();
  }

  /**
   * A merge with given moves.
   *
   * @param isGood whether no moved element was lost
   */
  record Attempt(Result result, boolean isGood) {

    static Attempt of(JsonNode base, JsonNode theirs, JsonNode yours, Moves moves) {
      Ghosts ghosts = new Ghosts();
      FoundConflicts conflicts = new FoundConflicts();
      MovedContents contents = new MovedContents(moves, ghosts, conflicts);
      JsonNode document =
          new ContentMerge(null, ghosts, conflicts)
              .merge(
                  Location.ROOT,
                  contents.rewrite(Document.BASE, base, null),
                  contents.rewrite(Document.THEIRS, theirs, null),
                  contents.rewrite(Document.YOURS, yours, null));
      EndedPlaces places = EndedPlaces.in(Objects.requireNonNull(document), moves, contents);
      return new Attempt(new Result(document, conflicts.toList(places)), places.areGood());
    }
  }
}
