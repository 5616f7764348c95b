package dev.fieldsync.shared.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

class JsonDiffTest {

  @ParameterizedTest(name = "{0} to {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}       | {"a":1}       | []
          {"a":1,"b":2} | {"b":2,"a":1} | []
          {"a":1}       | {"a":1.0}     | [{"op":"replace","path":"/a","value":1.0}]
          {"a":1.0}     | {"a":1.00}    | [{"op":"replace","path":"/a","value":1.00}]
          {"a":1}       | {"a":null}    | [{"op":"replace","path":"/a","value":null}]
          {"a":null}    | {}            | [{"op":"remove","path":"/a"}]
          {}            | {"a":null}    | [{"op":"add","path":"/a","value":null}]
          {"a":{"b~/":1}} | {"a":{"b~/":2}} | [{"op":"replace","path":"/a/b~0~1","value":2}]
          {"a":[]}      | {"a":{}}      | [{"op":"replace","path":"/a","value":{}}]
          1             | {"a":1}       | [{"op":"replace","path":"","value":{"a":1}}]
          [1,2,3,4]     | [1,3,4,5]     | [{"op":"remove","path":"/1"},{"op":"add","path":"/3","value":5}]
          [1,2,3]       | [1,9,3]       | [{"op":"replace","path":"/1","value":9}]
          [1,1,1]       | [1,1]         | [{"op":"remove","path":"/2"}]
          []            | [1,2]         | [{"op":"add","path":"/0","value":1},{"op":"add","path":"/1","value":2}]
          [{"a":1,"b":1},2] | [{"a":2,"b":1},2] | [{"op":"replace","path":"/0/a","value":2}]
          [{"id":1},{"id":2},{"id":3}] | [{"id":3},{"id":1},{"id":2}] | [{"op":"move","from":"/2","path":"/0"}]
          [{"id":1},{"id":2},{"id":3}] | [{"id":2},{"id":3},{"id":1}] | [{"op":"move","from":"/0","path":"/2"}]
          [{"id":1,"n":"a"},{"id":2}] | [{"id":2},{"id":1,"n":"b"}] | [{"op":"move","from":"/0","path":"/1"},{"op":"replace","path":"/1/n","value":"b"}]
          [{"id":1},{"id":2},{"id":3}] | [{"id":1},{"id":4},{"id":3}] | [{"op":"remove","path":"/1"},{"op":"add","path":"/1","value":{"id":4}}]
          [{"id":1}]    | [{"id":1.0}]  | [{"op":"replace","path":"/0/id","value":1.0}]
          [{"id":1}]    | [{"id":"1"}]  | [{"op":"remove","path":"/0"},{"op":"add","path":"/0","value":{"id":"1"}}]
          [{"id":1},{"id":1}] | [{"id":1}] | [{"op":"remove","path":"/1"}]
          """)
  void tellsWhatChanged(String from, String to, String operations) {
    ArrayNode difference = JsonDiff.between(Json.parse(from), Json.parse(to));

    assertThat(difference).isEqualTo(Json.parse(operations));
    assertThat(JsonPatch.parse(difference).apply(Json.parse(from))).isEqualTo(Json.parse(to));
  }

  @Test
  void carriesOldValuesForPeople() {
    ArrayNode difference =
        JsonDiff.withOldValues(
            Json.parse("{\"gone\":[1],\"changed\":1,\"list\":[{\"id\":1},{\"id\":2}]}"),
            Json.parse("{\"changed\":2,\"added\":3,\"list\":[{\"id\":2},{\"id\":1}]}"));

    assertThat(difference)
        .isEqualTo(
            Json.parse(
                """
                [{"op":"remove","path":"/gone","oldValue":[1]},
                 {"op":"replace","path":"/changed","value":2,"oldValue":1},
                 {"op":"move","from":"/list/0","path":"/list/1"},
                 {"op":"add","path":"/added","value":3}]
                """));
  }

  @Test
  void replacesAValueWhenTellingWhatChangedIsMuchLonger() {
    JsonNode from = numbers(0, 100);
    JsonNode to = numbers(1_000, 100);

    ArrayNode difference = JsonDiff.between(from, to);

    assertThat(difference).hasSize(1);
    assertThat(difference.get(0).get("path").stringValue()).isEmpty();
    assertThat(JsonPatch.parse(difference).apply(from)).isEqualTo(to);
  }

  @Test
  void replacesArraysThatAreTooLargeToCompare() {
    JsonNode from = numbers(0, 2_000);
    JsonNode to = numbers(5_000, 2_000);

    assertThat(JsonDiff.between(from, to)).hasSize(1);
  }

  @Test
  void findsAFewChangesInAVeryLargeArray() {
    ArrayNode from = numbers(0, 20_000);
    ArrayNode to = from.deepCopy();
    to.remove(10_000);
    to.insert(10, -1);

    // Between the two changes lie too many elements; ids would tell them apart.
    assertThat(JsonDiff.between(from, to)).hasSize(1);
    assertThat(JsonDiff.between(keyed(from), keyed(to)))
        .isEqualTo(
            Json.parse(
                "[{\"op\":\"remove\",\"path\":\"/10000\"},{\"op\":\"add\",\"path\":\"/10\",\"value\":{\"id\":-1}}]"));
  }

  @Test
  void listsChangedPaths() {
    String operations =
        """
        [{"op":"test","path":"/t","value":1},{"op":"add","path":"/a","value":1},
         {"op":"move","from":"/b/0","path":"/b/1"},{"op":"replace","path":"/b/1/c","value":1},
         {"op":"copy","from":"/x","path":"/y"},{"op":"replace","path":"/a","value":2}]
        """;

    assertThat(JsonDiff.changedPaths((ArrayNode) Json.parse(operations)))
        .containsExactly("/a", "/b/0", "/b/1", "/b/1/c", "/y");
  }

  @Test
  void listsOnlyFirstSegmentsOfVeryManyOrVeryLongPaths() {
    ArrayNode many = (ArrayNode) Json.parse("[]");
    for (int i = 0; i < 300; i++) {
      many.addObject().put("op", "remove").put("path", "/f/" + i);
    }
    ArrayNode longOnes = (ArrayNode) Json.parse("[]");
    for (int i = 0; i < 3; i++) {
      longOnes
          .addObject()
          .put("op", "remove")
          .put("path", "/f" + i + ("/" + "k".repeat(900)).repeat(50));
    }

    assertThat(JsonDiff.changedPaths(many)).containsExactly("/f");
    assertThat(JsonDiff.changedPaths(longOnes)).containsExactly("/f0", "/f1", "/f2");
  }

  @Test
  void listsTheWholeDocumentWhenEvenFirstSegmentsAreTooMany() {
    ArrayNode many = (ArrayNode) Json.parse("[]");
    for (int i = 0; i < 300; i++) {
      many.addObject().put("op", "remove").put("path", "/f" + i + "/x");
    }

    assertThat(JsonDiff.changedPaths(many)).isEqualTo(List.of(""));
  }

  private static ArrayNode numbers(int first, int count) {
    ArrayNode numbers = (ArrayNode) Json.parse("[]");
    for (int i = 0; i < count; i++) {
      numbers.add(first + i);
    }
    return numbers;
  }

  private static ArrayNode keyed(ArrayNode numbers) {
    ArrayNode keyed = (ArrayNode) Json.parse("[]");
    numbers.forEach(number -> keyed.addObject().set("id", number));
    return keyed;
  }
}
