package dev.fieldsync.shared.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {

  @Test
  void keysAreSortedByCodeUnitsAndNothingElseIsLeftToTaste() {
    String json =
        """
        {"\\u20ac": "Euro Sign", "\\r": "Carriage Return", "\\ufb33": "Hebrew", "1": [ true, null ],
         "\\ud83d\\ude00": "Smiley", "\\u0080": "Control", "\\u00f6": {"b": 2.0, "a": 1e2}}
        """;

    assertThat(CanonicalJson.of(Json.parse(json)))
        .isEqualTo(
            "{\"\\r\":\"Carriage Return\",\"1\":[true,null],\"\u0080\":\"Control\","
                + "\"ö\":{\"a\":100,\"b\":2},\"€\":\"Euro Sign\",\"\ud83d\ude00\":\"Smiley\","
                + "\"\ufb33\":\"Hebrew\"}");
  }

  @Test
  void textIsEscapedAsLittleAsPossible() {
    assertThat(CanonicalJson.of(Json.parse("\"\\u20ac$\\u000f\\nA'\\u0042\\\"\\\\\\/\"")))
        .isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\/\"");
  }

  /** The samples of RFC 8785, appendix B. */
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
  })
  void numbersArePrintedAsEcmaScriptDoes(String bits, String printed) {
    double value = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(CanonicalJson.number(value)).isEqualTo(printed);
  }
}
