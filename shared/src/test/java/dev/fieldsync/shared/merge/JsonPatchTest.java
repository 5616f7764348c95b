package dev.fieldsync.shared.merge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.shared.json.InvalidJsonException;
import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.json.StrictJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class JsonPatchTest {

  /** RFC 6902, appendix A, what succeeds; in its order. */
  @ParameterizedTest(name = "A.{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          1  | {"foo":"bar"} | [{"op":"add","path":"/baz","value":"qux"}] | {"baz":"qux","foo":"bar"}
          2  | {"foo":["bar","baz"]} | [{"op":"add","path":"/foo/1","value":"qux"}] | {"foo":["bar","qux","baz"]}
          3  | {"baz":"qux","foo":"bar"} | [{"op":"remove","path":"/baz"}] | {"foo":"bar"}
          4  | {"foo":["bar","qux","baz"]} | [{"op":"remove","path":"/foo/1"}] | {"foo":["bar","baz"]}
          5  | {"baz":"qux","foo":"bar"} | [{"op":"replace","path":"/baz","value":"boo"}] | {"baz":"boo","foo":"bar"}
          6  | {"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}} | [{"op":"move","from":"/foo/waldo","path":"/qux/thud"}] | {"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}
          7  | {"foo":["all","grass","cows","eat"]} | [{"op":"move","from":"/foo/1","path":"/foo/3"}] | {"foo":["all","cows","eat","grass"]}
          8  | {"baz":"qux","foo":["a",2,"c"]} | [{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}] | {"baz":"qux","foo":["a",2,"c"]}
          10 | {"foo":"bar"} | [{"op":"add","path":"/child","value":{"grandchild":{}}}] | {"foo":"bar","child":{"grandchild":{}}}
          11 | {"foo":"bar"} | [{"op":"add","path":"/baz","value":"qux","xyz":123}] | {"foo":"bar","baz":"qux"}
          14 | {"/":9,"~1":10} | [{"op":"test","path":"/~01","value":10}] | {"/":9,"~1":10}
          16 | {"foo":["bar"]} | [{"op":"add","path":"/foo/-","value":["abc","def"]}] | {"foo":["bar",["abc","def"]]}
          """)
  void followsTheExamplesOfTheRfc(String number, String target, String patch, String result) {
    assertThat(apply(target, patch)).isEqualTo(Json.parse(result));
  }

  /** RFC 6902, appendix A, what fails. */
  @ParameterizedTest(name = "A.{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          9  | {"baz":"qux"} | [{"op":"test","path":"/baz","value":"bar"}] | true | test failed: /baz is "qux", not "bar"
          12 | {"foo":"bar"} | [{"op":"add","path":"/baz/bat","value":"qux"}] | false | there is nothing at /baz
          15 | {"/":9,"~1":10} | [{"op":"test","path":"/~01","value":"10"}] | true | test failed: /~01 is 10, not "10"
          """)
  void failsAsTheExamplesOfTheRfc(
      String number, String target, String patch, boolean testFailed, String message) {
    assertThatExceptionOfType(PatchFailedException.class)
        .isThrownBy(() -> apply(target, patch))
        .withMessage(message)
        .satisfies(e -> assertThat(e.testFailed()).isEqualTo(testFailed));
  }

  @Test
  void refusesTheInvalidPatchOfAppendixA13WhenItIsRead() {
    String twoOps = "[{\"op\":\"add\",\"path\":\"/baz\",\"value\":\"qux\",\"op\":\"remove\"}]";

    assertThatThrownBy(() -> StrictJson.parse(twoOps.getBytes(UTF_8)))
        .isInstanceOf(InvalidJsonException.class);
  }

  /** RFC 6901, section 5, all of it; {@code ¦} stands for the bar that parts the columns. */
  @ParameterizedTest(name = "\"{0}\" is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          /foo   | ["bar","baz"]
          /foo/0 | "bar"
          /      | 0
          /a~1b  | 1
          /c%d   | 2
          /e^f   | 3
          /g¦h   | 4
          /i\\\\j  | 5
          /k\\"l  | 6
          `/ `   | 7
          /m~0n  | 8
          """)
  void readsThePointersOfTheRfc(String pointer, String value) {
    String document =
        "{\"foo\":[\"bar\",\"baz\"],\"\":0,\"a/b\":1,\"c%d\":2,\"e^f\":3,\"g|h\":4,"
            + "\"i\\\\j\":5,\"k\\\"l\":6,\" \":7,\"m~n\":8}";
    String patch = "[{\"op\":\"test\",\"path\":\"%s\",\"value\":%s}]".formatted(pointer, value);

    assertThat(apply(document, patch.replace('¦', '|'))).isEqualTo(Json.parse(document));
    assertThat(apply(document, "[{\"op\":\"test\",\"path\":\"\",\"value\":" + document + "}]"))
        .isEqualTo(Json.parse(document));
  }

  @ParameterizedTest(name = "{0} with {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1}             | [{"op":"add","path":"","value":[1]}] | [1]
          {"a":1}             | [{"op":"replace","path":"","value":null}] | null
          {"a":1}             | [{"op":"remove","path":""}] | null
          {"a":1}             | [{"op":"test","path":"","value":{"a":1.0}}] | {"a":1}
          {"a":{"b":1}}       | [{"op":"move","from":"/a","path":""}] | {"b":1}
          {"a":{"b":1}}       | [{"op":"copy","from":"/a","path":""}] | {"b":1}
          {"a":1}             | [{"op":"copy","from":"","path":"/b"}] | {"a":1,"b":{"a":1}}
          {"a":1}             | [{"op":"move","from":"/a","path":"/a"}] | {"a":1}
          {"a":1}             | [{"op":"move","from":"","path":""}] | {"a":1}
          {"a":1}             | [{"op":"add","path":"/a","value":null}] | {"a":null}
          {"a":null}          | [{"op":"test","path":"/a","value":null},{"op":"remove","path":"/a"}] | {}
          {"a":null}          | [{"op":"replace","path":"/a","value":1}] | {"a":1}
          {"a":[1,2]}         | [{"op":"add","path":"/a/2","value":3}] | {"a":[1,2,3]}
          {"a":[]}            | [{"op":"add","path":"/a/0","value":3}] | {"a":[3]}
          {"a":[1],"b":2}     | [{"op":"move","from":"/b","path":"/a/-"}] | {"a":[1,2]}
          {"a":[1,2]}         | [{"op":"copy","from":"/a/0","path":"/a/-"}] | {"a":[1,2,1]}
          {"a":[1,2,3]}       | [{"op":"move","from":"/a/2","path":"/a/0"}] | {"a":[3,1,2]}
          {"a":{"01":1}}      | [{"op":"replace","path":"/a/01","value":2}] | {"a":{"01":2}}
          {"a":{"-":1}}       | [{"op":"replace","path":"/a/-","value":2}] | {"a":{"-":2}}
          {"a":{"b":1,"c":2}} | [{"op":"test","path":"/a","value":{"c":2.0,"b":1e0}}] | {"a":{"b":1,"c":2}}
          {"a":{"b":1}}       | [{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/c/b","value":2}] | {"a":{"b":1},"c":{"b":2}}
          {"a":{"b":1}}       | [{"op":"add","path":"/a/x","value":0},{"op":"copy","from":"/a","path":"/c"},{"op":"replace","path":"/a/b","value":2}] | {"a":{"b":2,"x":0},"c":{"b":1,"x":0}}
          {}                  | [] | {}
          """)
  void applies(String target, String patch, String result) {
    assertThat(apply(target, patch)).isEqualTo(Json.parse(result));
  }

  @ParameterizedTest(name = "{0} with {1}: {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":[1,2]} | [{"op":"add","path":"/a/3","value":3}] | nothing can be added at /a/3: the array has 2 elements
          {"a":[1,2]} | [{"op":"add","path":"/a/01","value":3}] | nothing can be added at /a/01: the array has 2 elements
          {"a":[1,2]} | [{"op":"add","path":"/a/x","value":3}] | nothing can be added at /a/x: the array has 2 elements
          {"a":[1,2]} | [{"op":"add","path":"/a/-1","value":3}] | nothing can be added at /a/-1: the array has 2 elements
          {"a":[1,2]} | [{"op":"add","path":"/a/","value":3}] | nothing can be added at /a/: the array has 2 elements
          {"a":[1,2]} | [{"op":"add","path":"/a/99999999999999999999","value":3}] | nothing can be added at /a/99999999999999999999: the array has 2 elements
          {"a":[1,2]} | [{"op":"remove","path":"/a/2"}] | there is nothing at /a/2
          {"a":[1,2]} | [{"op":"remove","path":"/a/-"}] | there is nothing at /a/-
          {"a":[1,2]} | [{"op":"replace","path":"/a/-","value":1}] | there is nothing at /a/-
          {"a":[1,2]} | [{"op":"test","path":"/a/00","value":1}] | there is nothing at /a/00
          {"a":[1,2]} | [{"op":"add","path":"/a/-/b","value":1}] | there is nothing at /a/-
          {"a":1}     | [{"op":"remove","path":"/b"}] | there is nothing at /b
          {"a":1}     | [{"op":"replace","path":"/b","value":1}] | there is nothing at /b
          {"a":1}     | [{"op":"test","path":"/b","value":null}] | there is nothing at /b
          {"a":1}     | [{"op":"copy","from":"/b","path":"/a"}] | there is nothing at /b
          {"a":1}     | [{"op":"move","from":"/b","path":"/a"}] | there is nothing at /b
          {"a":1}     | [{"op":"move","from":"/b","path":"/b"}] | there is nothing at /b
          {"a":1}     | [{"op":"add","path":"/a/b","value":1}] | /a is neither an object nor an array
          1           | [{"op":"add","path":"/a","value":1}] | the document is neither an object nor an array
          {"a":1}     | [{"op":"remove","path":"/a/b/c"}] | there is nothing at /a/b
          {"a":{}}    | [{"op":"move","from":"/a","path":"/a/b"}] | a value cannot be moved into itself
          {"a":{}}    | [{"op":"move","from":"","path":"/b"}] | a value cannot be moved into itself
          {"a/b":1}   | [{"op":"remove","path":"/a~1b/c~0"}] | there is nothing at /a~1b/c~0
          {"a":1}     | [{"op":"test","path":"/a","value":"1"}] | test failed: /a is 1, not "1"
          {"a":[1]}   | [{"op":"test","path":"","value":{}}] | test failed: the document is {"a":[1]}, not {}
          """)
  void saysWhatDoesNotFit(String target, String patch, String message) {
    assertThatExceptionOfType(PatchFailedException.class)
        .isThrownBy(() -> apply(target, patch))
        .withMessage(message);
  }

  @Test
  void namesTheOperationThatFailedAndChangesNothing() {
    JsonNode target = Json.parse("{\"a\":[1]}");
    JsonPatch patch =
        JsonPatch.parse(
            Json.parse(
                "[{\"op\":\"add\",\"path\":\"/a/-\",\"value\":2},{\"op\":\"remove\",\"path\":\"/x\"}]"));

    assertThatExceptionOfType(PatchFailedException.class)
        .isThrownBy(() -> patch.apply(target))
        .satisfies(
            e -> {
              assertThat(e.index()).isEqualTo(1);
              assertThat(e.operation()).isEqualTo(patch.operations().get(1));
            });
    assertThat(target).hasToString("{\"a\":[1]}");
  }

  @Test
  void cutsLongValuesInMessages() {
    String target =
        "{\"text\":\""
            + "x".repeat(500)
            + "\",\"list\":"
            + "[1,2,3,4,5,6,7,8,9,10,11".concat(",0".repeat(200))
            + "]}";

    assertThatExceptionOfType(PatchFailedException.class)
        .isThrownBy(() -> apply(target, "[{\"op\":\"test\",\"path\":\"/text\",\"value\":1}]"))
        .withMessage("test failed: /text is \"" + "x".repeat(100) + "...\", not 1");
    assertThatExceptionOfType(PatchFailedException.class)
        .isThrownBy(() -> apply(target, "[{\"op\":\"test\",\"path\":\"/list\",\"value\":1}]"))
        .withMessage("test failed: /list is an array of 211 elements, not 1");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"op":"add"} | -1 | A JSON Patch is an array of operations.
          [1] | 0 | An operation is an object.
          [{"op":"remove","path":"/a"},{"path":"/a"}] | 1 | The operation has no "op".
          [{"op":"merge","path":"/a"}] | 0 | There is no operation "merge"; there are add, remove, replace, move, copy and test.
          [{"op":1,"path":"/a"}] | 0 | There is no operation 1; there are add, remove, replace, move, copy and test.
          [{"op":"ADD","path":"/a"}] | 0 | There is no operation "ADD"; there are add, remove, replace, move, copy and test.
          [{"op":"remove"}] | 0 | The operation has no "path".
          [{"op":"remove","path":1}] | 0 | "path" is text, not 1.
          [{"op":"remove","path":null}] | 0 | "path" is text, not null.
          [{"op":"remove","path":"a/b"}] | 0 | "path" is "a/b": a JSON Pointer is empty or begins with /.
          [{"op":"remove","path":"/a~2b"}] | 0 | "path" is "/a~2b": in a JSON Pointer ~ is followed by 0 or 1.
          [{"op":"remove","path":"/a~"}] | 0 | "path" is "/a~": in a JSON Pointer ~ is followed by 0 or 1.
          [{"op":"add","path":"/a"}] | 0 | The operation "add" needs a "value".
          [{"op":"replace","path":"/a"}] | 0 | The operation "replace" needs a "value".
          [{"op":"test","path":"/a"}] | 0 | The operation "test" needs a "value".
          [{"op":"move","path":"/a"}] | 0 | The operation has no "from".
          [{"op":"copy","path":"/a","from":7}] | 0 | "from" is text, not 7.
          """)
  void refusesWhatIsNoPatch(String patch, int index, String message) {
    assertThatExceptionOfType(InvalidPatchException.class)
        .isThrownBy(() -> JsonPatch.parse(Json.parse(patch)))
        .withMessage(message)
        .satisfies(e -> assertThat(e.index()).isEqualTo(index));
  }

  @Test
  void refusesTooManyOperations() {
    String test = "{\"op\":\"test\",\"path\":\"\",\"value\":1}";
    String most = "[" + test + ("," + test).repeat(JsonPatch.MAX_OPERATIONS - 1) + "]";
    String more = "[" + test + ("," + test).repeat(JsonPatch.MAX_OPERATIONS) + "]";

    assertThat(JsonPatch.parse(Json.parse(most)).operations()).hasSize(JsonPatch.MAX_OPERATIONS);
    assertThatExceptionOfType(InvalidPatchException.class)
        .isThrownBy(() -> JsonPatch.parse(Json.parse(more)))
        .withMessageContaining("10001");
  }

  @Test
  void refusesToDoubleTheDocumentOverAndOver() {
    String twice = "{\"op\":\"copy\",\"from\":\"/a\",\"path\":\"/a/%d\"}";
    StringBuilder patch = new StringBuilder("[").append(twice.formatted(0));
    for (int i = 1; i < 60; i++) {
      patch.append(',').append(twice.formatted(0));
    }

    assertThatExceptionOfType(PatchFailedException.class)
        .isThrownBy(() -> apply("{\"a\":[\"" + "x".repeat(100) + "\"]}", patch + "]"))
        .withMessageContaining("copies more than");
  }

  @Test
  void refusesADocumentThatIsTooDeep() {
    String deep = "[".repeat(60) + "]".repeat(60);

    assertThatExceptionOfType(PatchFailedException.class)
        .isThrownBy(
            () ->
                apply(
                    "{\"a\":" + deep + "}",
                    "[{\"op\":\"add\",\"path\":\"/a"
                        + "/0".repeat(59)
                        + "/-\",\"value\":"
                        + deep
                        + "}]"))
        .withMessageContaining("deeper than 100");
  }

  @Test
  void sharesWhatDidNotChangeAndLeavesItsArgumentsAlone() {
    JsonNode target = Json.parse("{\"a\":{\"x\":[1]},\"b\":{\"y\":1}}");
    JsonNode operations =
        Json.parse(
            """
            [{"op":"add","path":"/c","value":{"list":[]}},
             {"op":"add","path":"/c/list/-","value":1},
             {"op":"copy","from":"/c","path":"/d"},
             {"op":"add","path":"/d/list/-","value":2},
             {"op":"replace","path":"/a/x/0","value":2}]
            """);
    String before = operations.toString();
    JsonPatch patch = JsonPatch.parse(operations);

    JsonNode result = patch.apply(target);

    assertThat(result)
        .hasToString(
            "{\"a\":{\"x\":[2]},\"b\":{\"y\":1},\"c\":{\"list\":[1]},\"d\":{\"list\":[1,2]}}");
    assertThat(result.get("b")).isSameAs(target.get("b"));
    assertThat(target).hasToString("{\"a\":{\"x\":[1]},\"b\":{\"y\":1}}");
    assertThat(operations).hasToString(before);
    assertThat(patch.apply(target)).isEqualTo(result);
  }

  private static JsonNode apply(String target, String patch) {
    return JsonPatch.parse(Json.parse(patch)).apply(Json.parse(target));
  }
}
