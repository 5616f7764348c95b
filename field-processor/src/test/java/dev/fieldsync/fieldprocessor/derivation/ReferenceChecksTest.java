package dev.fieldsync.fieldprocessor.derivation;

import static dev.fieldsync.fieldprocessor.derivation.Templates.codes;
import static dev.fieldsync.fieldprocessor.derivation.Templates.first;
import static dev.fieldsync.fieldprocessor.derivation.Templates.problems;
import static dev.fieldsync.fieldprocessor.derivation.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sections and variants that name fields, and labels within a section. */
class ReferenceChecksTest {

  @Test
  void aFieldInNoSectionIsTold() {
    assertThat(
            codes(
                "{'sections':[{'id':'s','fields':['b']}],'field_definitions':{'a':{},'b':{}}}",
                "a"))
        .containsExactly("field-in-no-section");
  }

  @Test
  void anUnknownFieldIsToldAtTheOtherFieldsOfItsSection() {
    String template =
        """
        {'sections':[{'id':'s','title':'Roof','fields':['a','ghost','b',null]},
                     {'id':'t','fields':['c']}],
         'field_definitions':{'a':{},'b':{},'c':{}}}
        """;

    assertThat(problems(template, "a").get(0))
        .isEqualTo(
            template(
                """
                {'code':'section-names-unknown-field','message':'In section \\"Roof\\" there are \
                fields without a definition: \\"ghost\\". Define them, or take them out of the \
                section.','section':'s','field':'ghost'}
                """));
    assertThat(codes(template, "b")).containsExactly("section-names-unknown-field");
    assertThat(codes(template, "c")).isEmpty();
    assertThat(first(template(template)).problems()).isEqualTo(1);
  }

  @Test
  void aSectionWithoutAnyDefinedFieldIsToldAtEveryField() {
    String template =
        """
        {'sections':[{'id':'s','fields':['g1','g2','g3','g4','g5','g6','g7']},
                     {'id':'t','fields':['a','b']}],
         'field_definitions':{'a':{},'b':{},'odd':null}}
        """;

    JsonNode problem = problems(template, "b").get(0);
    assertThat(problem.get("message").stringValue())
        .contains("\"g1\", \"g2\", \"g3\", \"g4\", \"g5\" and 2 more");
    assertThat(problem.get("fields"))
        .isEqualTo(Json.parse("['g1','g2','g3','g4','g5']".replace('\'', '"')));
    assertThat(codes(template, "a")).containsExactly("section-names-unknown-field");
    assertThat(first(template(template)).problems()).isEqualTo(1);
  }

  @Test
  void problemsAreCountedWhereNoFieldIsToTellThemAt() {
    DerivedChange change = first(template("{'sections':[{'id':'s','fields':['ghost']}]}"));

    assertThat(change.isEmpty()).isTrue();
    assertThat(change.problems()).isEqualTo(1);
  }

  @Test
  void anUnknownOverrideIsToldAtTheFieldsOfItsVariant() {
    String template =
        """
        {'sections':[{'id':'s','fields':['a','b']}],'field_definitions':{'a':{},'b':{}},
         'inspection_variants':[{'id':'v','fieldOverrides':{'a':{},'ghost':{}}},
                                {'name':'Lost','fieldOverrides':{'ghost':1}}]}
        """;

    assertThat(problems(template, "a"))
        .extracting(problem -> problem.get("message").stringValue())
        .containsExactly(
            "In variant \"v\" there are overrides of fields without a definition: \"ghost\"."
                + " Define them, or remove the overrides.",
            "In variant \"Lost\" there are overrides of fields without a definition: \"ghost\"."
                + " Define them, or remove the overrides.");
    assertThat(problems(template, "b")).hasSize(1);
    assertThat(problems(template, "b").get(0).has("variant")).isFalse();
  }

  @Test
  void labelsOfASectionMustDiffer() {
    String template =
        """
        {'sections':[{'id':'s','fields':['a','b','a','c']},{'id':'t','fields':['a','d','e','f']}],
         'field_definitions':{'a':{'label':' Größe '},'b':{'label':'GRÖßE'},'c':{'label':'x'},
                              'd':{'label':'Größe x'},'e':{'label':' '},'f':{'label':' '}}}
        """;

    assertThat(problems(template, "b"))
        .containsExactly(
            template(
                """
                {'code':'duplicate-label','message':'In section \\"s\\" 2 fields have the label \
                \\"Größe\\": \\"a\\", \\"b\\". Give each a label of its own.','section':'s',\
                'fields':['a','b']}
                """));
    assertThat(codes(template, "a")).containsExactly("duplicate-label");
    assertThat(codes(template, "c")).isEmpty();
    assertThat(codes(template, "e")).isEmpty();
  }

  @Test
  void twentyProblemsAreListedAtAFieldAndTheRestIsCounted() {
    StringBuilder sections = new StringBuilder("{'id':'s','fields':['a']}");
    for (int i = 0; i < 25; i++) {
      sections.append(",{'id':'s").append(i).append("','fields':['ghost','a']}");
    }
    String template = "{'sections':[" + sections + "],'field_definitions':{'a':{}}}";

    assertThat(problems(template, "a")).hasSize(21);
    assertThat(problems(template, "a").get(20))
        .isEqualTo(
            template(
                """
                {'code':'more-problems','message':'5 more problems are not listed here. They \
                will be when others are solved.'}
                """));
    assertThat(first(template(template)).problems()).isEqualTo(25);
  }
}
