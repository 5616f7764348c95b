package dev.fieldsync.scenarios.bench.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DocumentsTest {

  @ParameterizedTest
  @ValueSource(ints = {1_000, 6_000, 100_000})
  void aTemplateHasAboutTheWantedSize(int bytes) {
    String template = Documents.template(UUID.randomUUID(), "Sized", bytes);

    assertThat(template.length()).isBetween(bytes, bytes + 500);
  }

  @Test
  void everySectionListsFieldsThatAreDefined() {
    JsonNode template =
        JsonMapper.shared().readTree(Documents.template(UUID.randomUUID(), "Sound", 6_000));

    for (JsonNode section : template.get("sections")) {
      for (JsonNode field : section.get("fields")) {
        assertThat(template.get("field_definitions").has(field.stringValue())).isTrue();
      }
    }
  }
}
