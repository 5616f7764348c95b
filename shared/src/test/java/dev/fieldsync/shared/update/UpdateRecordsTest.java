package dev.fieldsync.shared.update;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.kafka.UnreadableRecordException;
import dev.fieldsync.shared.merge.Conflict;
import dev.fieldsync.shared.update.UpdateRequest.Against;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

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
        Json.parse(patch),
        precondition == null ? Against.ANY : Against.strictly(precondition),
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
            new Timings(NOW, NOW, NOW, NOW));

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
      assertThat(RecordFormat.readTemplateOutcome(value)).isEmpty();
      assertThat(RecordFormat.readTemplateLog(value).map(Object.class::cast)).contains(record);
    }
  }

  @Test
  void howARunEndedIsAnOutcomeButNoUpdates() {
    ProcessingOutcome outcome =
        new ProcessingOutcome(
            ProcessingOutcome.SCHEMA_VERSION,
            ProcessingOutcome.TYPE,
            TEMPLATE,
            "acme",
            ProcessingOutcome.Result.SKIPPED,
            false,
            ProcessingOutcome.RECENT_USER_UPDATE,
            4_200L,
            "3-00000000",
            0,
            List.of(UPDATE),
            "field-processor-1",
            NOW);
    byte[] value = RecordFormat.write(outcome);

    assertThat(RecordFormat.readTemplateEvent(value)).isEmpty();
    assertThat(RecordFormat.readTemplateOutcome(value)).contains(outcome);
    assertThat(RecordFormat.readTemplateLog(value)).contains(outcome);
  }

  @Test
  void aTypeOfANewerWriterIsPassedOver() {
    byte[] value = "{\"schemaVersion\":7,\"type\":\"weather\"}".getBytes(UTF_8);

    assertThat(RecordFormat.readTemplateEvent(value)).isEmpty();
    assertThat(RecordFormat.readTemplateOutcome(value)).isEmpty();
    assertThat(RecordFormat.readTemplateLog(value)).isEmpty();
  }

  @Test
  void anAppliedEventIsReadWithItsConflictsAndAbridgedWhenTheyHoldTooMuchForARecord() {
    Conflict small =
        new Conflict(
            "/name",
            Conflict.Kind.VALUE,
            null,
            Json.parse("null"),
            Json.parse("\"yours\""),
            Conflict.Resolution.YOURS);
    Conflict large =
        new Conflict(
            "/sections",
            Conflict.Kind.VALUE,
            null,
            Json.parse('"' + "x".repeat(300_000) + '"'),
            null,
            Conflict.Resolution.YOURS);

    assertThat(readBack(applied(small))).isEqualTo(applied(small));
    assertThat(readBack(applied(small)).conflicts().get(0).base()).isNull();
    assertThat(readBack(applied(small)).conflicts().get(0).theirs().isNull()).isTrue();
    TemplateEvent abridged = readBack(applied(small, large).abridged());
    assertThat(abridged.conflictsAbridged()).isTrue();
    assertThat(abridged.conflicts())
        .extracting(Conflict::path)
        .containsExactly("/name", "/sections");
    assertThat(RecordFormat.write(abridged).length).isLessThan(5_000);
    assertThat(applied(small).abridged()).isEqualTo(applied(small));
  }

  private static TemplateEvent applied(Conflict... conflicts) {
    return TemplateEvent.applied(
        request("{\"name\":\"N\"}", null),
        new TemplateEvent.Step(2, "2-00000000", "1-00000000"),
        List.of("/name"),
        List.of(conflicts),
        List.of(new Attempt(1, 0, Attempt.Outcome.APPLIED)),
        new Timings(NOW, NOW, NOW, NOW));
  }

  private static TemplateEvent readBack(TemplateEvent event) {
    return RecordFormat.readTemplateEvent(RecordFormat.write(event)).orElseThrow();
  }

  @Test
  void recordsOfBeforeThreeWayMergesAreStillRead() {
    String request =
        """
        {"schemaVersion":1,"updateId":"%s","templateId":"%s","organizationId":"acme",
         "actor":"User A","operation":"merge","patch":{"name":"N"},"precondition":null,
         "digest":"d","acceptedAt":"2026-01-02T03:04:05Z"}
        """
            .formatted(UPDATE, TEMPLATE);
    String event =
        """
        {"schemaVersion":1,"updateId":"%s","templateId":"%s","organizationId":"acme",
         "actor":"User A","operation":"merge","status":"applied","revision":2,
         "version":"2-00000000","previousVersion":"1-00000000","changedPaths":["/name"],
         "problem":null,"digest":"d","attempts":[],
         "timings":{"acceptedAt":"2026-01-02T03:04:05Z","startedAt":"2026-01-02T03:04:05Z",
                    "decidedAt":"2026-01-02T03:04:05Z"}}
        """
            .formatted(UPDATE, TEMPLATE);

    assertThat(RecordFormat.readUpdateRequest(request.getBytes(UTF_8)).baseVersion()).isNull();
    TemplateEvent read = RecordFormat.readTemplateEvent(event.getBytes(UTF_8)).orElseThrow();
    assertThat(read.source()).isEqualTo(Source.USER);
    assertThat(read.conflicts()).isEmpty();
    assertThat(read.timings().queuedAt()).isNull();
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
    assertThat(
            UpdateRequest.digestOf(
                TEMPLATE,
                "acme",
                Operation.MERGE,
                Json.parse("{\"name\":\"N\",\"sections\":[]}"),
                Against.base("1-00000000")))
        .isNotEqualTo(digest);
  }
}
