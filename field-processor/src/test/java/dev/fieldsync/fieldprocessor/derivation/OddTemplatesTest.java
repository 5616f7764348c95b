package dev.fieldsync.fieldprocessor.derivation;

import static dev.fieldsync.fieldprocessor.derivation.Templates.field;
import static dev.fieldsync.fieldprocessor.derivation.Templates.first;
import static dev.fieldsync.fieldprocessor.derivation.Templates.template;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class OddTemplatesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{'name':7,'sections':null,'field_definitions':null,'inspection_variants':null}",
        "{'sections':{},'field_definitions':[],'inspection_variants':'x'}",
        "{'sections':[null,1,'x',[]],'field_definitions':{'a':null,'b':1,'c':[]}}"
      })
  void nothingIsWrittenWhereThereIsNoDefinition(String json) {
    ObjectNode template = template(json);

    DerivedChange change = first(template);

    assertThat(change.isEmpty()).isTrue();
    assertThat(change.document()).isEqualTo(template);
    assertThat(change.known()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'id':7,'fields':['a']}",
        "{'id':null,'fields':['a',null,3,{'id':'a'}]}",
        "{'fields':['a']}",
        "{'id':' ','title':[],'fields':['a']}"
      })
  void aSectionWithoutAnIdUsesItsFieldsAndCannotBeNamed(String section) {
    DerivedChange change =
        first(template("{'sections':[" + section + "],'field_definitions':{'a':{}}}"));

    assertThat(field(change, "a").get("usedInSections")).isEmpty();
    assertThat(field(change, "a").get("problems")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':3,'label':null,'validation':[],'options':{},'default':{}}",
        "{'type':'text','validation':{'min':[],'max':{},'minDate':'x','maxDate':'2024-99-99'}}",
        "{'type':'text','validation':null,'label':{'en':'A'}}",
        "{'type':'select','options':[null,[],{},'x'],'default':[1]}"
      })
  void anOddDefinitionIsProcessedWithoutJudgingWhatIsOdd(String definition) {
    DerivedChange change =
        first(
            template(
                "{'sections':[{'id':'s','fields':['a']}],'field_definitions':{'a':"
                    + definition
                    + "},'inspection_variants':[null,{'fieldOverrides':null},{'fieldOverrides':"
                    + "{'a':null}},{'id':5,'fieldOverrides':{'a':{'validation':3,'options':3}}}]}"));

    assertThat(field(change, "a").get("processed").booleanValue()).isTrue();
    assertThat(change.document().get("inspection_variants"))
        .isEqualTo(
            template(
                    "{'v':[null,{'fieldOverrides':null},{'fieldOverrides':{'a':null}},{'id':5,"
                        + "'fieldOverrides':{'a':{'validation':3,'options':3}}}]}")
                .get("v"));
  }

  @Test
  void definitionsBesideOddOnesAreProcessed() {
    ObjectNode template = template("{'field_definitions':{'':{},'a/b~':{},'odd':null,'x':'y'}}");

    DerivedChange change = first(template);

    assertThat(change.patch().get("field_definitions").propertyNames()).containsExactly("", "a/b~");
    assertThat(field(change, "odd").isNull()).isTrue();
    assertThat(change.changedPaths())
        .contains("/field_definitions//processed", "/field_definitions/a~1b~0/processed");
  }
}
