package dev.fieldsync.fieldprocessor.derivation;

import static dev.fieldsync.fieldprocessor.derivation.Templates.codes;
import static dev.fieldsync.fieldprocessor.derivation.Templates.problems;
import static dev.fieldsync.fieldprocessor.derivation.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SelectCheckTest {

  private static String of(String definition, String variants) {
    return "{'sections':[{'id':'s','fields':['a']}],'field_definitions':{'a':%s},'inspection_variants':%s}"
        .formatted(definition, variants);
  }

  private static String overridden(String override) {
    return of(
        "{'type':'select','options':['x','y'],'default':'x'}",
        "[{'id':'v','name':'Winter','fieldOverrides':{'a':" + override + "}}]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'select'}",
        "{'type':'select','options':null}",
        "{'type':'select','options':{'x':1}}",
        "{'type':'select','options':[],'default':'x'}"
      })
  void aSelectNeedsOptions(String definition) {
    assertThat(codes(of(definition, "[]"), "a")).containsExactly("select-without-options");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'select','options':['x'],'default':'x'}",
        "{'type':'select','options':['x'],'default':null}",
        "{'type':'select','options':[1.0],'default':1}",
        "{'type':'select','options':[{'value':10}],'defaultValue':1e1}",
        "{'type':'select','options':[{'value':'x','id':'i'}],'default':{'value':'x'}}",
        "{'type':'select','options':[{'id':'x'},true],'default':true,'defaultValue':'x'}",
        "{'type':'text','default':'x'}"
      })
  void aDefaultAmongTheOptionsIsRight(String definition) {
    assertThat(codes(of(definition, "[]"), "a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'select','options':['x'],'default':'X'}",
        "{'type':'select','options':['1'],'default':1}",
        "{'type':'select','options':[{'value':'x','id':'i'}],'defaultValue':'i'}",
        "{'type':'select','options':[null],'default':false}"
      })
  void aDefaultMustBeAmongTheOptions(String definition) {
    assertThat(codes(of(definition, "[]"), "a")).containsExactly("default-not-among-options");
  }

  @Test
  void theProblemSaysWhichDefaultAndWhatToDo() {
    assertThat(
            problems(of("{'type':'select','options':['x'],'defaultValue':'z'}", "[]"), "a").get(0))
        .isEqualTo(
            template(
                """
                {'code':'default-not-among-options','message':'The value of \\"defaultValue\\", \
                \\"z\\", is not one of the options. Choose one of them, or add it to \
                \\"options\\".','key':'defaultValue'}
                """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'y'",
        "null",
        "{'default':'y'}",
        "{'label':'x'}",
        "{'default':null}",
        "{'options':['x']}",
        "{'options':['z'],'default':'z'}",
        "{'type':'text','options':null}"
      })
  void aVariantMayOverrideWithWhatFits(String override) {
    assertThat(codes(overridden(override), "a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'default':'z'}", "{'options':['z']}", "{'options':[{'id':'y'}]}"})
  void aVariantsDefaultMustBeAmongItsEffectiveOptions(String override) {
    assertThat(codes(overridden(override), "a")).containsExactly("default-not-among-options");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'options':null}", "{'options':[]}"})
  void aVariantMustNotTakeTheOptionsAway(String override) {
    assertThat(codes(overridden(override), "a")).containsExactly("select-without-options");
  }

  @Test
  void aVariantThatMakesItASelectMustGiveOptions() {
    assertThat(
            codes(
                of(
                    "{'type':'text','default':'x'}",
                    "[{'id':'v','fieldOverrides':{'a':{'type':'select'}}}]"),
                "a"))
        .containsExactly("select-without-options");
  }

  @Test
  void aVariantsValueMustBeAmongTheOptions() {
    JsonNode problem = problems(overridden("'z'"), "a").get(0);

    assertThat(problem.get("code").stringValue()).isEqualTo("override-not-among-options");
    assertThat(problem.get("variant").stringValue()).isEqualTo("v");
    assertThat(problem.get("message").stringValue())
        .startsWith("In variant \"Winter\" this select has the value \"z\"");
  }

  @Test
  void whatAVariantInheritsIsNotToldAgain() {
    assertThat(
            codes(
                of(
                    "{'type':'select','options':['x'],'default':'z'}",
                    "[{'id':'v','fieldOverrides':{'a':{'label':'B'}}}]"),
                "a"))
        .hasSize(1);
  }
}
