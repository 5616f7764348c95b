package dev.fieldsync.shared.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class TemplateShapeTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"N\"}",
        "{\"sections\":[]}",
        "{\"sections\":[{\"id\":\"s\",\"title\":\"T\",\"fields\":[\"f\"],\"order\":1.5,\"own\":[1]}]}",
        "{\"field_definitions\":{\"f\":{\"label\":\"only a part\"}}}",
        "{\"field_definitions\":{\"f\":null,\"g\":{\"type\":null,\"validation\":{\"min\":1}}}}",
        "{\"inspection_variants\":null}",
        "{\"inspection_variants\":[{\"id\":\"v\",\"conditions\":[],\"fieldOverrides\":{\"f\":{}}}]}"
      })
  void takesWhatATemplateMayHold(String patch) {
    assertThat(TemplateShape.checkPatch((ObjectNode) Json.parse(patch))).isEmpty();
  }

  @ParameterizedTest(name = "{0} is wrong at {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"name":7}                                                  | /name
          {"name":null}                                               | /name
          {"name":"  "}                                               | /name
          {"sections":null}                                           | /sections
          {"sections":{"id":"s"}}                                     | /sections
          {"sections":["s"]}                                          | /sections/0
          {"sections":[{"title":"no id"}]}                            | /sections/0/id
          {"sections":[{"id":"a"},{"id":"a"}]}                        | /sections/1/id
          {"sections":[{"id":"a","title":1}]}                         | /sections/0/title
          {"sections":[{"id":"a","fields":{}}]}                       | /sections/0/fields
          {"sections":[{"id":"a","fields":["f",2]}]}                  | /sections/0/fields/1
          {"sections":[{"id":"a","order":"1"}]}                       | /sections/0/order
          {"field_definitions":null}                                  | /field_definitions
          {"field_definitions":[]}                                    | /field_definitions
          {"field_definitions":{"f":"text"}}                          | /field_definitions/f
          {"field_definitions":{"f":{"id":"g"}}}                      | /field_definitions/f/id
          {"field_definitions":{"f":{"type":"colour"}}}               | /field_definitions/f/type
          {"field_definitions":{"f":{"required":"yes"}}}              | /field_definitions/f/required
          {"field_definitions":{"f":{"options":"a"}}}                 | /field_definitions/f/options
          {"field_definitions":{"a/b~c":{"label":1}}}                 | /field_definitions/a~1b~0c/label
          {"inspection_variants":{}}                                  | /inspection_variants
          {"inspection_variants":[{"id":"v","fieldOverrides":[]}]}    | /inspection_variants/0/fieldOverrides
          """)
  void namesThePlaceThatIsWrong(String patch, String path) {
    assertThat(TemplateShape.checkPatch((ObjectNode) Json.parse(patch)))
        .singleElement()
        .satisfies(violation -> assertThat(violation.path()).isEqualTo(path))
        .satisfies(violation -> assertThat(violation.message()).isNotBlank());
  }

  @Test
  void wantsANameForANewTemplate() {
    assertThat(TemplateShape.checkNew((ObjectNode) Json.parse("{\"sections\":[]}")))
        .containsExactly(new Violation("/name", "is required"));
  }

  @Test
  void stopsAtFiftyViolations() {
    StringBuilder sections = new StringBuilder("{\"sections\":[1");
    sections.append(",1".repeat(1_000)).append("]}");

    assertThat(TemplateShape.checkPatch((ObjectNode) Json.parse(sections.toString()))).hasSize(50);
  }
}
