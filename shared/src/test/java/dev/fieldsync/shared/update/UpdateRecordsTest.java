package dev.fieldsync.shared.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class UpdateRecordsTest {

  private static final UUID TEMPLATE = UUID.randomUUID();
  private static final UUID UPDATE = UUID.randomUUID();
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

  private static UpdateRequest request(String patch, Precondition precondition) {
    return UpdateRequest.of(
        UPDATE,
        TEMPLATE,
        "acme",
        "User A",
        Operation.MERGE,
        (ObjectNode) Json.parse(patch),
        precondition,
        NOW);
  }

  @Test
  void aRequestIsReadAsItWasWritten() {
    UpdateRequest request =
        request(
            "{\"name\":\"N\",\"sections\":[{\"id\":\"s\",\"order\":1.10}]}",
            new Precondition(Precondition.Source.IF_MATCH, List.of("1.0.0")));

    assertThat(RecordFormat.readUpdateRequest(RecordFormat.write(request))).isEqualTo(request);
  }

  @Test
  void anEventIsReadAsItWasWritten() {
    TemplateEvent event =
        TemplateEvent.refused(
            request("{\"name\":\"N\"}", null),
            UpdateStatus.CONFLICT,
            UpdateProblem.of("VersionConflictError", 412, "detail", "3-00000000"),
            List.of(new Attempt(1, 0, Attempt.Outcome.REFUSED)),
            new Timings(NOW, NOW, NOW));

    assertThat(RecordFormat.readTemplateEvent(RecordFormat.write(event))).contains(event);
  }

  @Test
  void whatOnlyTellsPeopleIsNoOutcomeAndReadAsItWasWritten() {
    UpdateProgress progress =
        UpdateProgress.of(
            request("{\"name\":\"N\"}", null),
            new Attempt(1, 0, Attempt.Outcome.VERSION_MISS),
            104,
            NOW,
            NOW);
    AcknowledgedUpdates acknowledged =
        AcknowledgedUpdates.of(
            "gateway-1",
            List.of(
                new AcknowledgedUpdates.Acknowledgement(
                    UPDATE, TEMPLATE, "acme", "User A", UpdateStatus.CONFLICT, null, NOW)));

    for (Record record : List.of(progress, acknowledged)) {
      byte[] value = RecordFormat.write(record);
      assertThat(RecordFormat.readTemplateEvent(value)).isEmpty();
      assertThat(RecordFormat.readTemplateLog(value).map(Object.class::cast)).contains(record);
    }
  }

  @Test
  void aTypeOfANewerWriterIsPassedOver() {
    byte[] value = "{\"schemaVersion\":7,\"type\":\"weather\"}".getBytes(UTF_8);

    assertThat(RecordFormat.readTemplateEvent(value)).isEmpty();
    assertThat(RecordFormat.readTemplateLog(value)).isEmpty();
  }

  @Test
  void aNewerWriterMayAddPropertiesButNotLeaveAnyOut() {
    String json = new String(RecordFormat.write(request("{\"name\":\"N\"}", null)), UTF_8);

    assertThat(
            RecordFormat.readUpdateRequest(
                json.replace("{\"schemaVersion\"", "{\"more\":1,\"schemaVersion\"")
                    .getBytes(UTF_8)))
        .isEqualTo(request("{\"name\":\"N\"}", null));
    assertThatThrownBy(
            () ->
                RecordFormat.readUpdateRequest(
                    json.replace("\"organizationId\"", "\"other\"").getBytes(UTF_8)))
        .isInstanceOf(UnreadableRecordException.class)
        .hasMessageContaining("organizationId");
  }

  @Test
  void theDigestIsThatOfTheChangeNotOfItsSpelling() {
    String digest = request("{\"name\":\"N\",\"sections\":[]}", null).digest();

    assertThat(request("{ \"sections\" : [], \"name\" : \"N\" }", null).digest()).isEqualTo(digest);
    assertThat(request("{\"name\":\"M\",\"sections\":[]}", null).digest()).isNotEqualTo(digest);
    assertThat(
            request(
                    "{\"name\":\"N\",\"sections\":[]}",
                    new Precondition(Precondition.Source.BODY, List.of("1")))
                .digest())
        .isNotEqualTo(digest);
  }
}
