package dev.fieldsync.shared.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordHeadTest {

  @Test
  void formAndTypeAreFoundWhereverTheyAre() {
    assertThat(
            head("{'a': {'type': 'inner', 'schemaVersion': 9}, 'type': 't', 'schemaVersion': 2}"))
        .isEqualTo(new RecordHead(2, "t"));
  }

  @Test
  void aRecordWithoutATypeHasNone() {
    assertThat(head("{'schemaVersion': 1, 'a': ['type', 'x']}")).isEqualTo(new RecordHead(1, null));
  }

  @Test
  void aTypeThatIsNoTextIsNoneThatAnybodyKnows() {
    assertThat(head("{'schemaVersion': 1, 'type': {'type': 'progress'}}"))
        .isEqualTo(new RecordHead(1, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "7",
        "{}",
        "{'schemaVersion': '1'}",
        "{'schemaVersion': 1.5}",
        "{'schemaVersion': 99999999999}",
        "{'schemaVersion': null}"
      })
  void whatSaysNoFormHasNone(String json) {
    assertThat(head(json).schemaVersion()).isEqualTo(-1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{'a'", "nonsense"})
  void whatIsNoJsonIsUnreadable(String json) {
    assertThatThrownBy(() -> head(json)).isInstanceOf(UnreadableRecordException.class);
  }

  private static RecordHead head(String json) {
    return RecordHead.readWithType(json.replace('\'', '"').getBytes(UTF_8));
  }
}
