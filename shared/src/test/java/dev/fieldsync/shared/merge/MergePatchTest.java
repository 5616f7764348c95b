package dev.fieldsync.shared.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class MergePatchTest {

  /** RFC 7386, appendix A, all of it. */
  @ParameterizedTest(name = "{0} patched with {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":"b"}           | {"a":"c"}                | {"a":"c"}
          {"a":"b"}           | {"b":"c"}                | {"a":"b","b":"c"}
          {"a":"b"}           | {"a":null}               | {}
          {"a":"b","b":"c"}   | {"a":null}               | {"b":"c"}
          {"a":["b"]}         | {"a":"c"}                | {"a":"c"}
          {"a":"c"}           | {"a":["b"]}              | {"a":["b"]}
          {"a":{"b":"c"}}     | {"a":{"b":"d","c":null}} | {"a":{"b":"d"}}
          {"a":[{"b":"c"}]}   | {"a":[1]}                | {"a":[1]}
          ["a","b"]           | ["c","d"]                | ["c","d"]
          {"a":"b"}           | ["c"]                    | ["c"]
          {"a":"foo"}         | null                     | null
          {"a":"foo"}         | "bar"                    | "bar"
          {"e":null}          | {"a":1}                  | {"e":null,"a":1}
          [1,2]               | {"a":"b","c":null}       | {"a":"b"}
          {}                  | {"a":{"bb":{"ccc":null}}} | {"a":{"bb":{}}}
          """)
  void followsTheExamplesOfTheRfc(String target, String patch, String result) {
    assertThat(MergePatch.apply(Json.parse(target), Json.parse(patch)))
        .isEqualTo(Json.parse(result));
  }

  @Test
  void changesNeitherTheTargetNorThePatch() {
    JsonNode target = Json.parse("{\"a\":{\"b\":1},\"c\":[1]}");
    JsonNode patch = Json.parse("{\"a\":{\"b\":2,\"d\":{\"e\":null}}}");
    String targetBefore = target.toString();
    String patchBefore = patch.toString();

    MergePatch.apply(target, patch);

    assertThat(target).hasToString(targetBefore);
    assertThat(patch).hasToString(patchBefore);
  }

  @Test
  void sharesWhatDidNotChange() {
    JsonNode target = Json.parse("{\"large\":{\"x\":1},\"small\":1}");

    JsonNode result = MergePatch.apply(target, Json.parse("{\"small\":2}"));

    assertThat(result.get("large")).isSameAs(target.get("large"));
  }

  @Test
  void keepsNullsInArraysAndStoredNulls() {
    JsonNode target = Json.parse("{\"stored\":null,\"a\":1}");

    JsonNode result = MergePatch.apply(target, Json.parse("{\"a\":[null,{\"b\":null}]}"));

    assertThat(result).hasToString("{\"stored\":null,\"a\":[null,{\"b\":null}]}");
  }

  @ParameterizedTest(name = "{1} changes {2} of {0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"a":1,"b":{"c":2,"d":3}} | {"a":1,"b":{"c":4}}       | /b/c
          {"a":1}                   | {"b":{"c":{"d":1}}}       | /b
          {"a":1}                   | {"a":null,"b":null}       | /a
          {"a~b":{"c/d":1}}         | {"a~b":{"c/d":2}}         | /a~0b/c~1d
          {"a":{"b":1}}             | {"a":[1]}                 | /a
          -                         | {"name":"N","sections":[]} | /name,/sections
          """)
  void listsWhatAPatchChanges(String target, String patch, String paths) {
    assertThat(
            MergePatch.changedPaths(target == null ? null : Json.parse(target), Json.parse(patch)))
        .containsExactly(paths.split(","));
  }

  @Test
  void listsOnlyFirstSegmentsOfVeryManyChanges() {
    StringBuilder patch = new StringBuilder("{\"field_definitions\":{\"f0\":1");
    for (int i = 1; i < 300; i++) {
      patch.append(",\"f").append(i).append("\":1");
    }
    patch.append("},\"name\":\"N\"}");

    assertThat(
            MergePatch.changedPaths(
                Json.parse("{\"field_definitions\":{}}"), Json.parse(patch.toString())))
        .containsExactly("/field_definitions", "/name");
  }

  @Test
  void listsOnlyFirstSegmentsOfVeryLongPaths() {
    String deep = ("{\"" + "k".repeat(900) + "\":").repeat(40);
    String leaves = "{\"x\":1,\"y\":1,\"z\":1}" + "}".repeat(40);

    assertThat(
            MergePatch.changedPaths(
                Json.parse("{\"a\":" + deep + "{}" + "}".repeat(40) + "}"),
                Json.parse("{\"a\":" + deep + leaves + ",\"name\":\"N\"}")))
        .containsExactly("/a", "/name");
  }
}
