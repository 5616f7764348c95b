package dev.fieldsync.gateway.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldsync.shared.json.Json;
import dev.fieldsync.shared.kafka.RecordFormat;
import dev.fieldsync.shared.update.ProcessingOutcome;
import dev.fieldsync.shared.update.ProcessingOutcome.Result;
import dev.fieldsync.shared.update.TemplateEvent;
import dev.fieldsync.shared.update.Timings;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The background processing in {@code template-events}: it waits for no request. */
class ReadRecordTest {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
  private static final UUID TEMPLATE = UUID.randomUUID();
  private static final UUID RUN = UUID.randomUUID();

  private static ReadRecord read(Record record) {
    return ReadRecord.ofEvents(
        new ConsumerRecord<>("t", 0, 7, TEMPLATE.toString(), RecordFormat.write(record)), 3);
  }

  private static String json(LifeEvent event) {
    return new String(event.json(), UTF_8);
  }

  private static ProcessingOutcome outcome(Result result, String reason, Long retryAfterMs) {
    return new ProcessingOutcome(
        ProcessingOutcome.SCHEMA_VERSION,
        ProcessingOutcome.TYPE,
        TEMPLATE,
        "acme",
        result,
        result == Result.PROCESSED,
        reason,
        retryAfterMs,
        "2-00000000",
        4,
        List.of(RUN),
        "field-processor-1",
        NOW);
  }

  @Test
  void aDerivedVersionInvalidatesAndTellsNoUpdatesLife() {
    ReadRecord read =
        read(
            TemplateEvent.derived(
                RUN,
                TEMPLATE,
                "acme",
                "field-processor-1",
                new TemplateEvent.Step(2, "2-00000000", "1-00000000"),
                List.of("/field_definitions"),
                "digest",
                new Timings(NOW, null, NOW, NOW)));

    assertThat(read.follows()).isNull();
    assertThat(read.events()).extracting(LifeEvent::type).containsExactly("invalidated");
    assertThat(Json.parse(json(read.events().get(0))))
        .isEqualTo(
            Json.parse(
                """
                {"type": "invalidated", "at": "%s", "updateId": "%s", "templateId": "%s",
                 "actor": "field-processor-1", "version": "2-00000000", "source": "background"}
                """
                    .formatted(NOW, RUN, TEMPLATE)));
  }

  @Test
  void howARunEndedIsOneEventWithWhatThereIsToSay() {
    ReadRecord processed = read(outcome(Result.PROCESSED, null, null));
    ReadRecord skipped = read(outcome(Result.SKIPPED, "Skipped", 12L));
    ReadRecord failed = read(outcome(Result.FAILED, "Broken", null));

    assertThat(List.of(processed, skipped, failed))
        .allMatch(read -> read.follows() == null && read.events().size() == 1)
        .extracting(read -> read.events().get(0).type())
        .containsExactly("processed", "skipped", "processing-failed");
    assertThat(Json.parse(json(processed.events().get(0))))
        .isEqualTo(
            Json.parse(
                """
                {"type": "processed", "at": "%s", "templateId": "%s", "actor": "Background",
                 "version": "2-00000000", "changed": true, "problems": 4,
                 "node": "field-processor-1"}
                """
                    .formatted(NOW, TEMPLATE)));
    assertThat(json(skipped.events().get(0)))
        .contains("\"reason\":\"Skipped\"", "\"retryAfterMs\":12", "\"changed\":false");
    assertThat(skipped.events()).allMatch(event -> event.organizationId().equals("acme"));
  }
}
