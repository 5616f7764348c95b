package dev.fieldsync.shared.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.Conflict.Kind;
import dev.fieldsync.shared.merge.RandomDocuments.Scenario;
import dev.fieldsync.shared.merge.ThreeWayMerge.Result;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
  void who_changed_nothing_gets_the_others_document(@ForAll("scenarios") Scenario s) {
    assertThat(merge(s.base(), s.theirs(), s.base())).isEqualTo(alone(s.theirs()));
    assertSame(merge(s.base(), s.base(), s.yours()), s.yours());
  }

  @Property
  void the_same_changes_are_taken_once(@ForAll("scenarios") Scenario s) {
    assertThat(merge(s.base(), s.yours(), s.yours().deepCopy())).isEqualTo(alone(s.yours()));
  }

  @Property
  void documents_stay_as_they_are(@ForAll("scenarios") Scenario s) {
    String before = s.toString();

    merge(s);

    assertThat(s).hasToString(before);
  }

  /** Not so where moves cannot all be kept: then your places are taken, whatever they were. */
  @Property
  void conflicts_are_the_same_from_both_sides(@ForAll("scenarios") Scenario s) {
    assumeThat(keepsAllMoves(s) && keepsAllMoves(s.swapped())).isTrue();

    assertThat(conflictsById(s)).isEqualTo(conflictsById(s.swapped()));
  }

  @Property
  void no_element_is_lost_and_none_appears_twice(@ForAll("scenarios") Scenario s) {
    Result result = merge(s);
    IdentifiedPlaces base = new IdentifiedPlaces(s.base());
    IdentifiedPlaces theirs = new IdentifiedPlaces(s.theirs());
    IdentifiedPlaces yours = new IdentifiedPlaces(s.yours());
    IdentifiedPlaces merged = new IdentifiedPlaces(result.document());

    for (String name : IdentifiedPlaces.identifiedIn(base, theirs, yours)) {
      boolean bothAdded = !base.has(name) && theirs.has(name) && yours.has(name);
      assertThat(merged.count(name)).as(name).isLessThanOrEqualTo(bothAdded ? 2 : 1);
      if (yours.has(name) && (theirs.has(name) || changed(name, base, yours))) {
        assertThat(merged.has(name)).as(name).isTrue();
      } else if (theirs.has(name) && changed(name, base, theirs)) {
        assertThat(merged.has(name) || isReported(result, name)).as(name).isTrue();
      }
    }
  }

  private static boolean changed(String name, IdentifiedPlaces base, IdentifiedPlaces side) {
    return !base.has(name)
        || !base.array(name).equals(side.array(name))
        || !SameValue.same(base.element(name), side.element(name));
  }

  private static boolean isReported(Result result, String name) {
    return result.conflicts().stream()
        .anyMatch(
            conflict ->
                conflict.kind() == Kind.VALUE
                    && new IdentifiedPlaces(
                            Json.parse("{\"items\":0}").isObject() ? wrapped(conflict) : null)
                        .has(name));
  }

  private static JsonNode wrapped(Conflict conflict) {
    ObjectNode document = (ObjectNode) Json.parse("{}");
    String path = conflict.path();
    JsonPointer pointer = JsonPointer.parse(path);
    document.set(pointer.isRoot() ? "root" : pointer.last(), conflict.theirs());
    return document;
  }

  @Property
  void every_conflict_is_at_a_place_of_the_result(@ForAll("scenarios") Scenario s) {
    Result result = merge(s);

    for (Conflict conflict : result.conflicts()) {
      JsonNode there = result.document().at(conflict.path());
      if (conflict.kind() == Kind.VALUE) {
        assertThat(there).as(conflict.path()).isEqualTo(conflict.yours());
      } else if (conflict.kind() == Kind.DELETE_EDIT && conflict.base() instanceof ObjectNode o
          && o.has("id")) {
        assertThat(there.get("id")).as(conflict.path()).isNotNull();
      } else if (conflict.kind() == Kind.ORDER) {
        assertThat(there.isArray()).isTrue();
      }
    }
  }

  @Property
  void sending_again_changes_nothing(@ForAll("scenarios") Scenario s) {
    Result first = merge(s);

    Result again = merge(s.base(), first.document(), s.yours());

    assertThat(elementsSorted(again.document())).isEqualTo(elementsSorted(first.document()));
  }

  @Property
  void without_arrays_it_is_the_naive_merge(@ForAll("scenariosWithoutArrays") Scenario s) {
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
  void the_difference_leads_exactly_there(@ForAll("scenarios") Scenario s) {
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
    return new Result(document, java.util.List.of());
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
                    + IdentifiedPlaces.locate(result.document(), conflict.path(), identified))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String elementsSorted(JsonNode document) {
    return document.toString().chars().sorted().mapToObj(c -> "" + (char) c).collect(Collectors.joining());
  }
}
