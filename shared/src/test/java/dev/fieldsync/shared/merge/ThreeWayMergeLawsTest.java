package dev.fieldsync.shared.merge;

import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.Conflict.Kind;
import dev.fieldsync.shared.merge.Conflict.Resolution;
import dev.fieldsync.shared.merge.RandomDocuments.Scenario;
import dev.fieldsync.shared.merge.ThreeWayMerge.Result;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for every merge, on random documents; a failure prints its seed and its documents. */
class ThreeWayMergeLawsTest {

  @Provide
  Arbitrary<Scenario> scenarios() {
    return RandomDocuments.scenarios();
  }

  @Provide
  Arbitrary<Scenario> scenariosWithoutArrays() {
    return RandomDocuments.scenariosWithoutArrays();
  }

  @Property
  void whoChangedNothingGetsTheOthersDocument(@ForAll("scenarios") Scenario s) {
    assertThat(merge(s.base(), s.theirs(), s.base())).isEqualTo(alone(s.theirs()));
    assertSame(merge(s.base(), s.base(), s.yours()), s.yours());
  }

  @Property
  void theSameChangesAreTakenOnce(@ForAll("scenarios") Scenario s) {
    assertThat(merge(s.base(), s.yours(), s.yours().deepCopy())).isEqualTo(alone(s.yours()));
  }

  @Property
  void documentsStayAsTheyAre(@ForAll("scenarios") Scenario s) {
    String before = s.toString();

    merge(s);

    assertThat(s).hasToString(before);
  }

  /** Not so where moves cannot all be kept: then your places are taken, whatever they were. */
  @Property
  void conflictsAreTheSameFromBothSides(@ForAll("scenarios") Scenario s) {
    assumeThat(keepsAllMoves(s) && keepsAllMoves(s.swapped())).isTrue();

    assertThat(conflictsById(s)).isEqualTo(conflictsById(s.swapped()));
  }

  @Property
  void noElementIsLostAndNoneAppearsTwice(@ForAll("scenarios") Scenario s) {
    Result result = merge(s);
    IdentifiedPlaces base = new IdentifiedPlaces(s.base());
    IdentifiedPlaces theirs = new IdentifiedPlaces(s.theirs());
    IdentifiedPlaces yours = new IdentifiedPlaces(s.yours());
    IdentifiedPlaces merged = new IdentifiedPlaces(result.document());

    Set<String> identified = IdentifiedPlaces.identifiedIn(base, theirs, yours);
    for (String name : identified) {
      boolean bothAdded = !base.has(name) && theirs.has(name) && yours.has(name);
      assertThat(merged.count(name)).as(name).isLessThanOrEqualTo(bothAdded ? 2 : 1);
      if (yours.has(name) && (theirs.has(name) || changed(name, base, yours, identified))) {
        assertThat(merged.has(name)).as(name).isTrue();
      } else if (theirs.has(name) && changed(name, base, theirs, identified)) {
        assertThat(merged.has(name) || isReported(result, name)).as(name).isTrue();
      }
    }
  }

  private static boolean changed(
      String name, IdentifiedPlaces base, IdentifiedPlaces side, Set<String> identified) {
    return !base.has(name)
        || !base.array(name).equals(side.array(name))
        || !SameValue.same(
            IdentifiedPlaces.without(identified, base.element(name)),
            IdentifiedPlaces.without(identified, side.element(name)));
  }

  /** What is in a value that lost is told. */
  private static boolean isReported(Result result, String name) {
    return result.conflicts().stream()
        .filter(conflict -> conflict.kind() == Kind.VALUE)
        .anyMatch(conflict -> new IdentifiedPlaces(withName(conflict)).has(name));
  }

  private static JsonNode withName(Conflict conflict) {
    ObjectNode document = (ObjectNode) Json.parse("{}");
    JsonPointer path = JsonPointer.parse(conflict.path());
    document.set(path.isRoot() ? "" : path.last(), conflict.theirs());
    return document;
  }

  @Property
  void everyConflictIsAtAPlaceOfTheResult(@ForAll("scenarios") Scenario s) {
    Result result = merge(s);

    for (Conflict conflict : result.conflicts()) {
      JsonNode there = result.document().at(conflict.path());
      switch (conflict.kind()) {
        case VALUE -> assertThat(there).as(conflict.path()).isEqualTo(conflict.yours());
        case ORDER -> assertThat(there.isArray()).as(conflict.path()).isTrue();
        case MOVE -> assertThat(there.has("id")).as(conflict.path()).isTrue();
        case DELETE_EDIT -> {
          boolean gaveWay = conflict.yours() == null && conflict.resolution() == Resolution.YOURS;
          assertThat(gaveWay || !there.isMissingNode()).as(conflict.path()).isTrue();
        }
      }
    }
  }

  /**
   * Only where an element stands may change, and only where an edit met a deletion or a move: what
   * was kept there is in the stored document now, as if it had been added.
   */
  @Property
  void sendingAgainChangesNothing(@ForAll("scenarios") Scenario s) {
    Result first = merge(s);
    Result again = merge(s.base(), first.document(), s.yours());
    Set<Kind> kinds = first.conflicts().stream().map(Conflict::kind).collect(Collectors.toSet());

    if (!kinds.contains(Kind.MOVE)) {
      assertThat(sorted(again.document())).isEqualTo(sorted(first.document()));
    }
    if (!kinds.contains(Kind.MOVE) && !kinds.contains(Kind.DELETE_EDIT)) {
      assertThat(again.document()).isEqualTo(first.document());
    }
  }

  @Property
  void withoutArraysItIsTheNaiveMerge(@ForAll("scenariosWithoutArrays") Scenario s) {
    Result result = merge(s);
    Set<String> conflicts = new TreeSet<>();
    JsonNode expected = naive("", s.base(), s.theirs(), s.yours(), conflicts);

    assertThat(SameValue.same(result.document(), expected)).isTrue();
    assertThat(result.conflicts().stream().map(Conflict::path).collect(Collectors.toSet()))
        .isEqualTo(conflicts);
  }

  private static JsonNode naive(
      String path, JsonNode base, JsonNode theirs, JsonNode yours, Set<String> conflicts) {
    if (SameValue.same(theirs, base) || SameValue.same(theirs, yours)) {
      return yours;
    }
    if (SameValue.same(yours, base)) {
      return theirs;
    }
    if (theirs instanceof ObjectNode t && yours instanceof ObjectNode y) {
      ObjectNode merged = (ObjectNode) Json.parse("{}");
      Set<String> keys = new TreeSet<>(t.propertyNames());
      keys.addAll(y.propertyNames());
      for (String key : keys) {
        JsonNode b = base == null ? null : base.get(key);
        String child = path + "/" + key.replace("~", "~0").replace("/", "~1");
        JsonNode value = naive(child, b, t.get(key), y.get(key), conflicts);
        if (value != null) {
          merged.set(key, value);
        }
      }
      return merged;
    }
    conflicts.add(path);
    return yours == null ? theirs : yours;
  }

  @Property
  void theDifferenceLeadsExactlyThere(@ForAll("scenarios") Scenario s) {
    ArrayNode difference = JsonDiff.between(s.theirs(), s.yours());

    assertThat(JsonPatch.parse(difference).apply(s.theirs())).isEqualTo(s.yours());
  }

  private static Result merge(Scenario s) {
    return merge(s.base(), s.theirs(), s.yours());
  }

  private static Result merge(JsonNode base, JsonNode theirs, JsonNode yours) {
    return ThreeWayMerge.merge(base, theirs, yours);
  }

  private static Result alone(JsonNode document) {
    return new Result(document, List.of());
  }

  private static void assertSame(Result result, JsonNode document) {
    assertThat(SameValue.same(result.document(), document)).isTrue();
    assertThat(result.conflicts()).isEmpty();
  }

  private static boolean keepsAllMoves(Scenario s) {
    Moves moves = Moves.find(s.base(), s.theirs(), s.yours());
    return moves.arePossible()
        && ThreeWayMerge.Attempt.of(s.base(), s.theirs(), s.yours(), moves).isGood();
  }

  private static Set<String> conflictsById(Scenario s) {
    Set<String> identified =
        IdentifiedPlaces.identifiedIn(
            new IdentifiedPlaces(s.base()),
            new IdentifiedPlaces(s.theirs()),
            new IdentifiedPlaces(s.yours()));
    Result result = merge(s);
    return result.conflicts().stream()
        .map(
            conflict ->
                conflict.kind().code()
                    + " at "
                    + IdentifiedPlaces.locate(
                        isThere(conflict, result) ? result.document() : s.theirs(),
                        conflict.path(),
                        identified))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What they moved into something that gave way to yours is where it would be. */
  private static boolean isThere(Conflict conflict, Result result) {
    JsonNode id = conflict.base() instanceof ObjectNode element ? element.get("id") : null;
    return conflict.kind() != Kind.DELETE_EDIT
        || id == null
        || SameValue.same(result.document().at(conflict.path()).get("id"), id);
  }

  /** The document with its elements in the order of their texts. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode sorted = (ObjectNode) Json.parse("{}");
      new TreeSet<>(object.propertyNames())
          .forEach(key -> sorted.set(key, sorted(object.get(key))));
      return sorted;
    }
    if (node instanceof ArrayNode array) {
      Stream<JsonNode> elements = array.values().stream().map(ThreeWayMergeLawsTest::sorted);
      boolean isKeyed = KeyedArray.of(array) != null;
      return ((ArrayNode) Json.parse("[]"))
          .addAll((isKeyed ? elements.sorted(comparing(JsonNode::toString)) : elements).toList());
    }
    return node;
  }
}
