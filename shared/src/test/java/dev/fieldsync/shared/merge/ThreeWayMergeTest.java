package dev.fieldsync.shared.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.merge.Conflict.Kind;
import dev.fieldsync.shared.merge.Conflict.Resolution;
import dev.fieldsync.shared.merge.ThreeWayMerge.Result;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

class ThreeWayMergeTest {

  @ParameterizedTest(name = "{0}: {1} with {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"a":1,"b":1}     | {"a":2,"b":1}     | {"a":1,"b":2}     | {"a":2,"b":2}     | -
          {"a":1}           | {"a":2}           | {"a":3}           | {"a":3}           | value /a yours
          {"a":1}           | {"a":2}           | {"a":2}           | {"a":2}           | -
          {"a":1,"b":1}     | {"a":1.0,"b":2}   | {"a":3,"b":1}     | {"a":3,"b":2}     | -
          {"a":1.5}         | {"a":1.50}        | {"a":1.500}       | {"a":1.50}        | -
          {"a":1,"b":1}     | {"a":2,"b":1}     | {"a":2.0,"b":2}   | {"a":2,"b":2}     | -
          {"a":1}           | {"a":"1"}         | {"a":true}        | {"a":true}        | value /a yours
          {}                | {"a":1}           | {"b":2}           | {"a":1,"b":2}     | -
          {}                | {"a":1}           | {"a":2}           | {"a":2}           | value /a yours
          {}                | {"a":{"x":1}}     | {"a":{"y":2}}     | {"a":{"x":1,"y":2}} | -
          {"a":3}           | {"a":{"x":1,"z":1}} | {"a":{"y":2,"z":2}} | {"a":{"x":1,"y":2,"z":2}} | value /a/z yours
          {"a":{"x":1}}     | {"a":{"x":2}}     | {"a":5}           | {"a":5}           | value /a yours
          {"a":{"x":1}}     | {"a":5}           | {"a":{"x":2}}     | {"a":{"x":2}}     | value /a yours
          {"a":{"x":1},"b":1} | {"a":{"x":1},"b":2} | {"a":[],"b":1} | {"a":[],"b":2}   | -
          {"a":1}           | {"a":null}        | {"a":2}           | {"a":2}           | value /a yours
          {"a":null,"b":1}  | {"b":1,"a":null}  | {"b":1}           | {"b":1}           | -
          {"a":1,"b":1}     | {"a":null,"b":1}  | {"a":1}           | {"a":null}        | -
          {"a~b/c":1}       | {"a~b/c":2}       | {"a~b/c":3}       | {"a~b/c":3}       | value /a~0b~1c yours
          1                 | 2                 | 3                 | 3                 | value  yours
          {"a":1}           | [1]               | {"a":2}           | {"a":2}           | value  yours
          """)
  void mergesValuesAndObjectsPathByPath(
      String base, String theirs, String yours, String result, String conflicts) {
    check(base, theirs, yours, result, conflicts);
  }

  @ParameterizedTest(name = "{0}: {1} with {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"a":1,"b":1}       | {"b":1}          | {"a":1,"b":2}     | {"b":2}           | -
          {"a":1,"b":1}       | {"b":1}          | {"a":1}           | {}                | -
          {"a":1}             | {}               | {"a":2}           | {"a":2}           | delete-edit /a yours
          {"a":1}             | {"a":2}          | {}                | {"a":2}           | delete-edit /a theirs
          {"a":1}             | {"a":null}       | {}                | {"a":null}        | delete-edit /a theirs
          {"a":1,"b":1}       | {"a":1.0,"b":2}  | {"b":1}           | {"b":2}           | -
          {"a":{"x":1,"y":1}} | {}               | {"a":{"x":2,"y":1}} | {"a":{"x":2,"y":1}} | delete-edit /a yours
          {"s":[{"id":1,"x":1},{"id":2}]} | {"s":[{"id":2}]} | {"s":[{"id":1,"x":2},{"id":2}]} | {"s":[{"id":1,"x":2},{"id":2}]} | delete-edit /s/0 yours
          {"s":[{"id":1},{"id":2,"x":1}]} | {"s":[{"id":1},{"id":2,"x":2}]} | {"s":[{"id":1}]} | {"s":[{"id":1},{"id":2,"x":2}]} | delete-edit /s/1 theirs
          {"s":[{"id":1},{"id":2}]} | {"s":[{"id":1}]} | {"s":[{"id":2}]} | {"s":[]}      | -
          {"s":[{"id":1},{"id":2}]} | {"s":[{"id":1}]} | {"s":[{"id":1}],"n":1} | {"s":[{"id":1}],"n":1} | -
          {"s":[{"id":1,"x":1}]} | {}            | {"s":[{"id":1,"x":2}]} | {"s":[{"id":1,"x":2}]} | delete-edit /s yours
          """)
  void keepsWhatOneEditedAndTheOtherDeletedAndSaysSo(
      String base, String theirs, String yours, String result, String conflicts) {
    check(base, theirs, yours, result, conflicts);
  }

  @ParameterizedTest(name = "{0}: {1} with {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"s":[{"id":1,"x":1,"y":1}]} | {"s":[{"id":1,"x":2,"y":1}]} | {"s":[{"id":1,"x":1,"y":2}]} | {"s":[{"id":1,"x":2,"y":2}]} | -
          {"s":[{"id":1,"x":1}]} | {"s":[{"id":1,"x":2}]} | {"s":[{"id":1,"x":3}]} | {"s":[{"id":1,"x":3}]} | value /s/0/x yours
          {"s":[{"id":1,"x":1}]} | {"s":[{"id":2},{"id":1,"x":2}]} | {"s":[{"id":1,"x":3}]} | {"s":[{"id":2},{"id":1,"x":3}]} | value /s/1/x yours
          {"s":[{"id":1,"x":1}]} | {"s":[{"id":1.0,"x":2}]} | {"s":[{"id":1,"x":1},{"id":"1"}]} | {"s":[{"id":1.0,"x":2},{"id":"1"}]} | -
          {"s":[{"id":true,"x":1}]} | {"s":[{"id":true,"x":1,"y":1}]} | {"s":[{"id":true,"x":2}]} | {"s":[{"id":true,"x":2,"y":1}]} | -
          {}                     | {"s":[{"id":1,"x":1}]} | {"s":[{"id":1,"y":1},{"id":2}]} | {"s":[{"id":1,"x":1,"y":1},{"id":2}]} | -
          {"s":null}             | {"s":[{"id":1}]}       | {"s":[{"id":2}]}       | {"s":[{"id":1},{"id":2}]} | -
          {"s":[]}               | {"s":[{"id":1,"x":1}]} | {"s":[{"id":1,"x":2}]} | {"s":[{"id":1,"x":2}]} | value /s/0/x yours
          {"s":[{"id":1,"t":[{"id":5,"x":1}]}]} | {"s":[{"id":1,"t":[{"id":5,"x":2},{"id":6}]}]} | {"s":[{"id":1,"t":[{"id":7},{"id":5,"x":1}]}]} | {"s":[{"id":1,"t":[{"id":7},{"id":5,"x":2},{"id":6}]}]} | -
          [{"id":1,"x":1}]       | [{"id":1,"x":2}]       | [{"id":1,"x":1},{"id":2}] | [{"id":1,"x":2},{"id":2}] | -
          {"s":["a"]}            | {"s":["a","b"]}        | {"s":["c","a"]}        | {"s":["c","a"]}        | value /s yours
          {"s":["a"],"n":1}      | {"s":["a","b"],"n":1}  | {"s":["a"],"n":2}      | {"s":["a","b"],"n":2}  | -
          {"s":[{"id":1}]}       | {"s":[{"id":1},{"id":1}]} | {"s":[{"id":2}]}    | {"s":[{"id":2}]}       | value /s yours
          {"s":[{"id":1},{"id":1}]} | {"s":[{"id":1}]}    | {"s":[{"id":1},{"id":2}]} | {"s":[{"id":1},{"id":2}]} | value /s yours
          {"s":[{"id":1}]}       | {"s":[{"id":1},{}]}    | {"s":[{"id":1},{"id":2}]} | {"s":[{"id":1},{"id":2}]} | value /s yours
          {"s":[{"id":null}]}    | {"s":[{"id":null,"x":1}]} | {"s":[{"id":null,"y":1}]} | {"s":[{"id":null,"y":1}]} | value /s yours
          {"s":[{"id":[1]}]}     | {"s":[{"id":[1],"x":1}]} | {"s":[{"id":[1],"y":1}]} | {"s":[{"id":[1],"y":1}]} | value /s yours
          """)
  void mergesKeyedArraysByElementAndOthersAsOneValue(
      String base, String theirs, String yours, String result, String conflicts) {
    check(base, theirs, yours, result, conflicts);
  }

  /** Elements are told by their ids alone here. */
  @ParameterizedTest(name = "{0}: {1} with {2} is {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          1 2 3   | 3 1 2     | 1 2 3 4   | 3 4 1 2   | -
          1 2 3   | 1 2 3 4   | 3 2 1     | 3 4 2 1   | -
          1 2 3   | 3 2 1     | 3 2 1     | 3 2 1     | -
          1 2 3   | 3 2 1     | 2 1 3     | 2 1 3     | order /s yours
          1 2 3   | 2 1 3     | 1 3       | 1 3       | -
          1 2 3   | 2 1       | 3 1 2     | 2 1       | -
          1 2     | 1 5 2     | 1 6 2     | 1 5 6 2   | -
          1 2     | 5 1 2     | 6 1 2     | 5 6 1 2   | -
          1 2     | 1 2 5     | 1 2 6     | 1 2 5 6   | -
          1 2     | 1 5 6 2   | 1 7 8 2   | 1 5 6 7 8 2 | -
          1 2     | 1 5 2     | 2         | 5 2       | -
          1 2     | 1 5 2     | 1 5 6 2   | 1 5 6 2   | -
          1 2     | 1 2 5     | 5 1 2     | 5 1 2     | -
          1 2 3   | 1 2 5 3   | 3 1 2     | 3 1 2 5   | -
          1 2 3   | 2 1 3 5   | 3 2 1 6   | 3 5 2 1 6 | order /s yours
          -       | 1 2       | 2 3       | 1 2 3     | -
          -       | 1 2       | 2 1       | 2 1       | -
          """)
  void ordersElements(String base, String theirs, String yours, String result, String conflicts) {
    check(withIds(base), withIds(theirs), withIds(yours), withIds(result), conflicts);
  }

  private static String withIds(String ids) {
    ObjectNode document = (ObjectNode) Json.parse("{}");
    ArrayNode array = document.putArray("s");
    for (String id : ids == null ? new String[0] : ids.split(" ")) {
      array.addObject().put("id", Integer.parseInt(id));
    }
    return Json.text(document);
  }

  /** Sections with the fields inside them; a section is {@code a[1 2]}, a field 1, edited 1x. */
  @ParameterizedTest(name = "{0}: {1} with {2} is {3}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          a[1 2] b[3]   | a[2] b[3 1]     | a[1x 2] b[3]   | a[2] b[3 1x]    | -
          a[1 2] b[3]   | a[1x 2] b[3]    | a[2] b[1 3]    | a[2] b[1x 3]    | -
          a[1 2] b[3]   | a[2] b[1x 3]    | a[2] b[3 1y]   | a[2] b[3 1xy]   | -
          a[1] b[] c[]  | a[] b[1x] c[]   | a[] b[] c[1y]  | a[] b[] c[1xy]  | move /sections/2/fields/0 yours
          a[1 2] b[3]   | a[2] b[3 1]     | a[2] b[3]      | a[2] b[3 1]     | delete-edit /sections/1/fields/1 theirs
          a[1 2] b[3]   | a[2] b[3]       | a[2] b[3 1]    | a[2] b[3 1]     | delete-edit /sections/1/fields/1 yours
          a[1 2] b[3]   | b[3 1]          | a[1x 2] b[3]   | b[3 1x]         | -
          a[1 2] b[3]   | b[3 1 2]        | a[1x 2y] b[3]  | b[3 1x 2y]      | -
          a[1 2] b[3]   | a[1 2] b[3] c[4] | a[2] b[3 1]   | a[2] b[3 1] c[4] | -
          a[1] b[2]     | a[] b[2] c[1]   | a[1x] b[2]     | a[] b[2] c[1x]  | -
          a[1] b[2]     | a[2] b[1]       | a[1x] b[2y]    | a[2y] b[1x]     | -
          a[1] b[2]     | b[2]            | a[] b[2 1]     | b[2 1]          | delete-edit /sections/0/fields/1 yours
          a[1] b[2]     | a[1]            | a[] b[2 1]     | a[] b[2 1]      | delete-edit /sections/1 yours
          a[1] b[1]     | a[] b[1]        | a[1x] b[1]     | a[1x] b[1]      | delete-edit /sections/0/fields/0 yours
          a[1] b[]      | a[] b[1]        | a[1] b[1]      | a[] b[1]        | -
          a[1] b[] c[]  | a[] b[1] c[]    | a[] c[1]       | a[] b[] c[1]    | delete-edit /sections/1 theirs,move /sections/2/fields/0 yours
          a[1] b[] c[]  | a[] c[1]        | a[] b[1] c[]   | a[] b[1] c[]    | delete-edit /sections/1 yours,move /sections/1/fields/0 yours
          """)
  void followsMovedElements(
      String base, String theirs, String yours, String result, String conflicts) {
    check(sections(base), sections(theirs), sections(yours), sections(result), conflicts);
  }

  private static String sections(String text) {
    ObjectNode document = (ObjectNode) Json.parse("{}");
    ArrayNode sections = document.putArray("sections");
    for (String section : Pattern.compile("] ?").splitAsStream(text).toList()) {
      ObjectNode node = sections.addObject().put("id", section.substring(0, 1));
      ArrayNode fields = node.putArray("fields");
      for (String field : section.substring(2).split(" ", -1)) {
        if (!field.isEmpty()) {
          ObjectNode element =
              fields.addObject().put("id", Integer.parseInt(field.substring(0, 1)));
          field.substring(1).chars().forEach(key -> element.put("" + (char) key, 1));
        }
      }
    }
    return Json.text(document);
  }

  @Test
  void putsConflictsInsideMovedElementsWhereTheyEnded() {
    check(
        "{\"s\":[{\"id\":\"a\",\"f\":[{\"id\":1,\"x\":1}]},{\"id\":\"b\",\"f\":[{\"id\":2}]}]}",
        "{\"s\":[{\"id\":\"a\",\"f\":[]},{\"id\":\"b\",\"f\":[{\"id\":2},{\"id\":1,\"x\":2}]}]}",
        "{\"s\":[{\"id\":\"a\",\"f\":[{\"id\":1,\"x\":3}]},{\"id\":\"b\",\"f\":[{\"id\":2}]}]}",
        "{\"s\":[{\"id\":\"a\",\"f\":[]},{\"id\":\"b\",\"f\":[{\"id\":2},{\"id\":1,\"x\":3}]}]}",
        "value /s/1/f/1/x yours");
  }

  @Test
  void doesNotTakeChildrenOfMovedElementsForMoved() {
    check(
        "{\"i\":[{\"id\":1,\"i\":[{\"id\":2,\"i\":[{\"id\":3}]}]},{\"id\":4,\"i\":[]}]}",
        "{\"i\":[{\"id\":1,\"i\":[]},{\"id\":4,\"i\":[{\"id\":2,\"i\":[{\"id\":3}]}]}]}",
        "{\"i\":[{\"id\":1,\"i\":[{\"id\":2,\"i\":[{\"id\":3,\"x\":1}]}]},{\"id\":4,\"i\":[]}]}",
        "{\"i\":[{\"id\":1,\"i\":[]},{\"id\":4,\"i\":[{\"id\":2,\"i\":[{\"id\":3,\"x\":1}]}]}]}",
        null);
  }

  @Test
  void followsMovesInsideMovedElements() {
    check(
        "{\"i\":[{\"id\":1,\"i\":[{\"id\":2,\"i\":[]}]},{\"id\":3,\"i\":[]},{\"id\":4}]}",
        "{\"i\":[{\"id\":1,\"i\":[]},{\"id\":3,\"i\":[{\"id\":2,\"i\":[]}]},{\"id\":4}]}",
        "{\"i\":[{\"id\":1,\"i\":[{\"id\":2,\"i\":[{\"id\":4,\"x\":1}]}]},{\"id\":3,\"i\":[]}]}",
        "{\"i\":[{\"id\":1,\"i\":[]},{\"id\":3,\"i\":[{\"id\":2,\"i\":[{\"id\":4,\"x\":1}]}]}]}",
        null);
  }

  @Test
  void takesYourPlacesWhenElementsWouldBeInsideEachOther() {
    check(
        "{\"i\":[{\"id\":1,\"i\":[]},{\"id\":2,\"i\":[]}],\"n\":1}",
        "{\"i\":[{\"id\":1,\"i\":[{\"id\":2,\"i\":[],\"x\":1}]}],\"n\":2}",
        "{\"i\":[{\"id\":2,\"i\":[{\"id\":1,\"i\":[],\"y\":1}]}],\"n\":1}",
        "{\"i\":[{\"id\":2,\"i\":[{\"id\":1,\"i\":[],\"y\":1}],\"x\":1}],\"n\":2}",
        "move /i/0 yours");
  }

  @Test
  void takesYourPlacesWhenTheirsGaveWayToAValueOfYours() {
    check(
        "{\"a\":{\"f\":[{\"id\":1}]},\"b\":{\"f\":[]}}",
        "{\"a\":{\"f\":[]},\"b\":{\"f\":[{\"id\":1,\"x\":1}]}}",
        "{\"a\":{\"f\":[{\"id\":1,\"y\":1}]},\"b\":7}",
        "{\"a\":{\"f\":[{\"id\":1,\"x\":1,\"y\":1}]},\"b\":7}",
        "move /a/f/0 yours,value /b yours");
  }

  @Test
  void takesYourPlacesWhenMovesTogetherNestTooDeep() {
    int count = 120;
    ObjectNode base = chain(count, i -> false);
    Result result =
        ThreeWayMerge.merge(base, chain(count, i -> i % 2 == 0), chain(count, i -> i % 2 == 1));

    assertThat(result.conflicts()).hasSize(count / 2 - 1);
    assertThat(result.document()).isEqualTo(chain(count, i -> i % 2 == 1));
  }

  /** Elements beside each other, of which some are inside the one before them. */
  private static ObjectNode chain(int count, IntPredicate inside) {
    ObjectNode document = (ObjectNode) Json.parse("{}");
    ArrayNode top = document.putArray("i");
    ArrayNode before = top;
    for (int i = 0; i < count; i++) {
      ObjectNode element = (i > 0 && inside.test(i) ? before : top).addObject().put("id", i);
      before = element.putArray("i");
    }
    return document;
  }

  @Test
  void keepsBothWhenTheSameIdWasAddedInTwoPlaces() {
    check(
        sections("a[] b[]"),
        sections("a[1x] b[]"),
        sections("a[] b[1y]"),
        sections("a[1x] b[1y]"),
        null);
  }

  @Test
  void tellsTheThreeValuesOfAConflict() {
    Result value = merge("{\"a\":1}", "{\"a\":null}", "{\"a\":2}");
    Result deleted = merge("{\"a\":1}", "{}", "{\"a\":2}");
    Result order = merge(withIds("1 2 3"), withIds("3 2 1"), withIds("2 1 3 4"));
    Result move =
        merge(sections("a[1] b[] c[]"), sections("a[] b[1] c[]"), sections("a[] b[] c[1]"));

    assertThat(value.conflicts())
        .containsExactly(
            new Conflict(
                "/a",
                Kind.VALUE,
                Json.parse("1"),
                Json.parse("null"),
                Json.parse("2"),
                Resolution.YOURS));
    assertThat(deleted.conflicts())
        .containsExactly(
            new Conflict(
                "/a", Kind.DELETE_EDIT, Json.parse("1"), null, Json.parse("2"), Resolution.YOURS));
    assertThat(order.conflicts())
        .containsExactly(
            new Conflict(
                "/s",
                Kind.ORDER,
                Json.parse("[1,2,3]"),
                Json.parse("[3,2,1]"),
                Json.parse("[2,1,3,4]"),
                Resolution.YOURS));
    assertThat(move.conflicts())
        .containsExactly(
            new Conflict(
                "/sections/2/fields/0",
                Kind.MOVE,
                Json.parse("\"/sections/0/fields/0\""),
                Json.parse("\"/sections/1/fields/0\""),
                Json.parse("\"/sections/2/fields/0\""),
                Resolution.YOURS));
  }

  @Test
  void writesAndReadsConflictsWithTheDifferenceBetweenNullAndNothing() {
    Conflict conflict =
        new Conflict(
            "/a",
            Kind.DELETE_EDIT,
            Json.parse("null"),
            null,
            Json.parse("[1.10]"),
            Resolution.YOURS);

    String text = Json.mapper().writeValueAsString(conflict);

    assertThat(text)
        .isEqualTo(
            "{\"path\":\"/a\",\"kind\":\"delete-edit\",\"base\":null,\"yours\":[1.10],"
                + "\"resolution\":\"yours\"}");
    assertThat(Json.mapper().readValue(text, Conflict.class)).isEqualTo(conflict);
  }

  @Test
  void sharesWhatDidNotChange() {
    JsonNode base = Json.parse("{\"a\":{\"x\":1},\"s\":[{\"id\":1}],\"b\":1,\"c\":1}");
    ObjectNode theirs = (ObjectNode) base.deepCopy();
    theirs.put("b", 2);
    ObjectNode yours = (ObjectNode) base.deepCopy();
    yours.put("c", 2);

    JsonNode merged = ThreeWayMerge.merge(base, theirs, yours).document();

    assertThat(merged.get("a")).isSameAs(theirs.get("a"));
    assertThat(merged.get("s")).isSameAs(theirs.get("s"));
  }

  @Test
  void mergesThousandsOfElementsOfWhichHalfWereMovedOrShuffled() {
    ObjectNode base = large(i -> i, i -> i / 100);
    ObjectNode theirs = large(i -> i, i -> i % 2 == 0 ? i / 100 : (i / 100 + 7) % 120);
    ObjectNode yours = large(i -> (i * 7_919) % 12_000, i -> i / 100);
    yours.put("mine", true);

    Result result = ThreeWayMerge.merge(base, theirs, yours);

    assertThat(new IdentifiedPlaces(result.document()).count("fields:11999")).isEqualTo(1);
    assertThat(result.document().get("mine").booleanValue()).isTrue();
    ArrayNode difference = JsonDiff.between(base, result.document());
    assertThat(JsonPatch.parse(difference).apply(base)).isEqualTo(result.document());
  }

  private static ObjectNode large(IntUnaryOperator order, IntUnaryOperator section) {
    ObjectNode document = (ObjectNode) Json.parse("{}");
    ArrayNode sections = document.putArray("sections");
    for (int i = 0; i < 120; i++) {
      sections.addObject().put("id", i).putArray("fields");
    }
    for (int i = 0; i < 12_000; i++) {
      int id = order.applyAsInt(i);
      ((ArrayNode) sections.get(section.applyAsInt(id)).get("fields"))
          .addObject()
          .put("id", id)
          .put("label", "A field with number " + id);
    }
    return document;
  }

  @Test
  void sumsUpVeryManyConflictsOnVeryLongPaths() {
    String deep = ("{\"" + "k".repeat(900) + "\":").repeat(50);
    Result result =
        merge(
            "{\"a\":" + deep + "{}" + "}".repeat(51),
            "{\"a\":" + deep + numbered(1) + "}".repeat(51),
            "{\"a\":" + deep + numbered(2) + "}".repeat(51));

    assertThat(result.conflicts()).hasSizeBetween(2, 30);
    assertThat(result.conflicts().get(result.conflicts().size() - 1))
        .isEqualTo(new Conflict("/a", Kind.VALUE, null, null, null, Resolution.YOURS));
  }

  private static String numbered(int value) {
    ObjectNode object = (ObjectNode) Json.parse("{}");
    for (int i = 0; i < 100; i++) {
      object.put("n" + i, value);
    }
    return Json.text(object);
  }

  private static void check(
      String base, String theirs, String yours, String result, String conflicts) {
    Result merged = merge(base, theirs, yours);

    assertThat(merged.document()).isEqualTo(Json.parse(result));
    assertThat(
            merged.conflicts().stream()
                .map(c -> c.kind().code() + " " + c.path() + " " + c.resolution().code())
                .sorted()
                .collect(Collectors.joining(",")))
        .isEqualTo(conflicts == null ? "" : conflicts);
  }

  private static Result merge(String base, String theirs, String yours) {
    return ThreeWayMerge.merge(Json.parse(base), Json.parse(theirs), Json.parse(yours));
  }
}
