package dev.fieldsync.shared.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

class StrictJsonTest {

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("", "empty"),
        Arguments.of("   ", "empty"),
        Arguments.of("not json", "not valid JSON"),
        Arguments.of("{\"a\":1", "not valid JSON"),
        Arguments.of("{\"a\":1} {\"b\":2}", "not valid JSON"),
        Arguments.of("{\"a\":NaN}", "not valid JSON"),
        Arguments.of("{\"a\":1,\"b\":{\"a\":1,\"a\":2}}", "\"a\" appears twice"),
        Arguments.of("{\"a\":\"x\\u0000y\"}", "\\u0000"),
        Arguments.of("{\"x\\u0000y\":1}", "\\u0000"),
        Arguments.of("{\"a\":\"\\ud83d\"}", "lone surrogate \\ud83d"),
        Arguments.of("{\"a\":[\"\\ude00\\ud83d\"]}", "lone surrogate \\ude00"),
        Arguments.of("{\"a\":1e400}", "range of a double"),
        Arguments.of("{\"a\":-1e400}", "range of a double"),
        Arguments.of("{\"a\":1e-400}", "range of a double"),
        Arguments.of("{\"a\":1e999999999}", "range of a double"),
        Arguments.of("{\"a\":1e9999999999}", "range of a double"),
        Arguments.of("{\"a\":-1e-99999999999}", "range of a double"),
        Arguments.of("{\"a\":0e-1000000003}", "range of a double"),
        Arguments.of("{\"a\":" + "1".repeat(200) + "}", "more than 100 characters"),
        Arguments.of("[".repeat(1_000) + "]".repeat(1_000), "deeper than 100"),
        Arguments.of("{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000), "deeper than 100"),
        Arguments.of("{\"" + "k".repeat(1_001) + "\":1}", "more than 1000 characters"));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void refusesWhatCannotBeStoredAndSaysWhy(String body, String reason) {
    assertThatThrownBy(() -> StrictJson.parse(body.getBytes(UTF_8)))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void refusesBytesThatAreNotUtf8() {
    byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xc3, (byte) 0x28, '"', '}'};

    assertThatThrownBy(() -> StrictJson.parse(body)).isInstanceOf(InvalidJsonException.class);
  }

  @Test
  void refusesOverlongFormsThatHideAQuotationMark() {
    byte[] body = {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0xa2, '"', '}'};

    assertThatThrownBy(() -> StrictJson.parse(body))
        .isInstanceOf(InvalidJsonException.class)
        .hasMessageContaining("UTF-8");
  }

  @Test
  void namesTheOffendingPlace() {
    assertThatThrownBy(() -> StrictJson.parse("{\"a\":{\"b\":[1,\"\\u0000\"]}}".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            InvalidJsonException.class, e -> assertThat(e.path()).isEqualTo("/a/b/1"));
  }

  @Test
  void takesWholeCharactersOfAnyPlane() {
    String body = "{\"😀\":\"\\ud83d\\ude00 é 漢\"}";

    assertThat(StrictJson.parse(body.getBytes(UTF_8)).get("😀").stringValue()).isEqualTo("😀 é 漢");
  }

  @Test
  void keepsNumbersExactAndWritesThemAsTheDatabaseWill() {
    JsonNode body =
        StrictJson.parse(
            "[1.10, 1e2, 12345678901234567890123, 0.1e-6, -0.0, 0e999999999]".getBytes(UTF_8));

    assertThat(Json.text(body)).isEqualTo("[1.10,100,12345678901234567890123,0.0000001,0.0,0]");
  }
}
