package dev.fieldsync.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.json.JsonParserFactory;

class DemoTemplateTest {

  @ParameterizedTest
  @EnumSource
  void hasTheIdUnderWhichItIsLookedFor(DemoTemplate demo) throws IOException {
    assertThat(read(demo)).containsEntry("id", demo.id().toString());
  }

  @ParameterizedTest
  @EnumSource
  void showsEveryTypeOfField(DemoTemplate demo) throws IOException {
    assertThat(object(read(demo).get("field_definitions")).values())
        .extracting(field -> object(field).get("type"))
        .contains("text", "number", "checkbox", "select", "date");
  }

  @ParameterizedTest
  @EnumSource
  void listsEachFieldInOneSection(DemoTemplate demo) throws IOException {
    Map<String, Object> template = read(demo);

    List<Object> listed =
        list(template.get("sections")).stream()
            .flatMap(section -> list(object(section).get("fields")).stream())
            .toList();

    assertThat(listed)
        .doesNotHaveDuplicates()
        .hasSameElementsAs(object(template.get("field_definitions")).keySet());
  }

  @ParameterizedTest
  @EnumSource
  void overridesFieldsThatExist(DemoTemplate demo) throws IOException {
    Map<String, Object> template = read(demo);
    Collection<String> fields = object(template.get("field_definitions")).keySet();

    assertThat(list(template.get("inspection_variants")))
        .hasSize(2)
        .allSatisfy(
            variant ->
                assertThat(fields)
                    .containsAll(object(object(variant).get("fieldOverrides")).keySet()));
  }

  private static Map<String, Object> read(DemoTemplate demo) throws IOException {
    return JsonParserFactory.getJsonParser().parseMap(demo.json());
  }

  @SuppressWarnings("unchecked") // What the parser makes of a JSON object.
  private static Map<String, Object> object(Object json) {
    return (Map<String, Object>) json;
  }

  @SuppressWarnings("unchecked") // What the parser makes of a JSON array.
  private static List<Object> list(Object json) {
    return (List<Object>) json;
  }
}
