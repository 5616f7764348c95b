package dev.fieldsync.fieldprocessor.derivation;

import static dev.fieldsync.fieldprocessor.derivation.Templates.codes;
import static dev.fieldsync.fieldprocessor.derivation.Templates.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BoundsCheckTest {

  private static String of(String validation, String override) {
    return ("{'sections':[{'id':'s','fields':['a']}],'field_definitions':{'a':{'validation':%s}},"
            + "'inspection_variants':[{'id':'v','fieldOverrides':{'a':%s}}]}")
        .formatted(validation, override);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'min':2,'max':1}",
        "{'min':'10','max':'9'}",
        "{'min':1.01,'max':' 1.0 '}",
        "{'minLength':2,'maxLength':1}",
        "{'minItems':2,'maxItems':1}",
        "{'minDate':'2024-02-01','maxDate':'2024-01-31'}",
        "{'min':'2024-01-01T10:00:00Z','max':'2024-01-01T10:00:00+01:00'}",
        "{'minDate':'2024-01-01T10:00','maxDate':'2024-01-01T09:59'}",
        "{'minimum':2,'maximum':1}",
        "{'exclusiveMinimum':1,'exclusiveMaximum':1}",
        "{'minimum':1,'exclusiveMaximum':1.0}"
      })
  void boundsMustLeaveSomethingValid(String validation) {
    assertThat(codes(of(validation, "{}"), "a")).containsExactly("contradicting-bounds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'min':1,'max':1}",
        "{'min':'9','max':'10'}",
        "{'min':2,'max':null}",
        "{'min':2,'max':'many'}",
        "{'min':2,'max':'2024-01-01'}",
        "{'minDate':'2024-02-30','maxDate':'2024-01-01'}",
        "{'minDate':'2024-01-01T10:00','maxDate':'2024-01-01'}",
        "{'exclusiveMinimum':true,'minimum':1,'maximum':1}",
        "{'min':2,'maxLength':1}"
      })
  void boundsThatDoNotCertainlyContradictAreRight(String validation) {
    assertThat(codes(of(validation, "{}"), "a")).isEmpty();
  }

  @Test
  void aVariantsBoundsMeetThoseThatItInherits() {
    JsonNode problem = problems(of("{'min':1,'max':5}", "{'validation':{'min':6}}"), "a").get(0);

    assertThat(problem.get("message").stringValue())
        .isEqualTo(
            "In variant \"v\", \"min\" is 6 and \"max\" is 5, so no value is valid."
                + " Correct one of them.");
    assertThat(problem.get("variant").stringValue()).isEqualTo("v");
    assertThat(problem.get("key").stringValue()).isEqualTo("min");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'validation':{'min':6,'max':null}}",
        "{'validation':null}",
        "{'validation':{'min':6,'max':7}}",
        "7"
      })
  void aVariantMayOverrideWithWhatFits(String override) {
    assertThat(codes(of("{'min':1,'max':5}", override), "a")).isEmpty();
  }

  @Test
  void whatAVariantInheritsIsNotToldAgain() {
    assertThat(codes(of("{'min':2,'max':1}", "{'validation':{'pattern':'x'}}"), "a")).hasSize(1);
  }
}
